"""The web application: records, actions on them, pages that show them. The arithmetic is in `tiendo`."""
