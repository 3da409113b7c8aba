"""Results as workbooks, for those who go on working with them."""
