"""Writing what a build makes: findings, tables, lists, pages, all files or none."""
