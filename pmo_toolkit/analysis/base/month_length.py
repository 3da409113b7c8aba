"""How long a month is on average."""

#: Days of a month on average, the leap years included.
DAYS_A_MONTH = 365.25 / 12
