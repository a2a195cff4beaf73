"""What each form asks for, declared; the screens that show them are in ``screens``."""
