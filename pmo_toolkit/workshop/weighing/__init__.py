"""Steps of a workshop after the ranges: swing weights, what a change knocks on to, questions."""
