"""How much a team finishes: forecasts from its own weeks, with their measured coverage."""
