"""The steps of a workshop, and the app that shows them: forms over the journal in the workspace."""
