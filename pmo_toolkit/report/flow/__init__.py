"""How much the teams finish, as a section for a notebook or a page."""
