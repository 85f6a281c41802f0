"""The theory of change as data: goals, indicators, questions, activity types and O's."""
