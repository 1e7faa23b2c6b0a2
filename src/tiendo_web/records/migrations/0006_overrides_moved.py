from django.db import migrations


class Migration(migrations.Migration):
    """In a step of its own: PostgreSQL changes no table in the transaction that has just filled one that refers to it."""

    dependencies = [
        ('records', '0005_closing'),
    ]

    operations = [
        migrations.RemoveField(model_name='target', name='override_on'),
        migrations.RemoveField(model_name='target', name='override_reason'),
        migrations.RemoveField(model_name='target', name='override_signer'),
        migrations.RemoveField(model_name='target', name='override_word'),
    ]
