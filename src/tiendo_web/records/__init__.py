"""The only tables of the application, and the one bridge (`convert`) between rows and core records."""
