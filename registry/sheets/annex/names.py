"""What the figures of an annex are called where it says what they are. Pure."""

from __future__ import annotations

NAMES = {
    "visits": "Bezoeken",
    "visits_change": "Verschil met de maand ervoor",
    "usual": "Wat gewoon is per week",
    "doors": "Hoe de bezoeken zijn ingevoerd",
    "gaps": "Gaten in de cijfers",
    "phone_visits": "Aangemeld met een telefoon",
    "late_visits": "Nagekomen bezoeken",
    "holders": "Pashouders",
    "pass_percent": "Bezoeken met een pas",
    "new": "Nieuwe pashouders",
    "returning": "Pashouders die terugkwamen",
    "helpers": "Mensen die meehielpen",
    "organisers": "Mensen die organiseerden",
    "attendance": "Deelnames",
    "activities": "Activiteiten",
    "work": "Gedaan voor de doelen",
    "hours": "Drukte per uur",
    "mood": "Stemming",
    "tests": "Verschil met de vorige keer",
    "suspect": "Te snelle tikken",
    "led_by_residents": "Activiteiten door bewoners geleid",
    "initiatives": "Initiatieven voor de buurt",
    "help_requests": "Hulpvragen",
    "helped_here": "Hulpvragen hier opgelost",
    "warm_referrals": "Warm overgedragen",
    "outcomes": "Afloop van hulpvragen",
    "aftercare": "Nazorg",
    "steps": "Stappen",
    "languages": "Talen op de tablet",
}
"""By the name of their definition; what is asked is called by its question."""
