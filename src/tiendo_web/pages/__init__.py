"""What people see: views, forms and templates together; one action or one query a view."""
