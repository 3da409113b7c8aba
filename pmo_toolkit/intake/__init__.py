"""From a client's own files to a workspace: sheets, recipes, known exports, the template."""
