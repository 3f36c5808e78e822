### Reminders and living cards.
