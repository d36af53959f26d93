"""What the data set says of itself: DCAT and VoID, schema.org, CSV on the Web, and JSON-LD with a context.

counts, description    what is measured of the statements; the records all descriptions are written from
dcat                   output/dataset.ttl
schema_org             the same for search engines, inside pages
columns, csvw, parquet the tables, what their columns are, and with typed columns
context, jsonld        JSON-LD with compact names
"""
