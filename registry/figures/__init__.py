"""Pure statistics: from plain facts to figures that may be shown or must be withheld."""
