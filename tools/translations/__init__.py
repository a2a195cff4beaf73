"""The translation catalogues: message extraction from the code, and updates of the PO files."""
