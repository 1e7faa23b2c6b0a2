from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_report_texts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='place',
            name='kind',
            field=models.CharField(choices=[('country', 'country'), ('province', 'province'), ('city', 'city'), ('district', 'district'), ('urban_district', 'urban_district'), ('district_town', 'district_town'), ('district_city', 'district_city'), ('commune', 'commune'), ('town', 'town'), ('ward', 'ward'), ('special_zone', 'special_zone'), ('region', 'region'), ('county', 'county'), ('municipality', 'municipality')], max_length=16),
        ),
    ]
