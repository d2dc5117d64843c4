/* query/document_draft.c -- a document as it would be issued, before it has a number. */
#include "table.h"

static const struct param params[] = {
	{ "ticket", N_("Ticket") },
	{ "form", N_("Document") },
	{ "to", N_("For whom"), .preset = "" },
	{ "fields", N_("Fields"), .preset = "{}" },
};

static const struct column columns[] = {
	{ "body", N_("Text"), COL_TEXT },
};

const struct query query_document_draft = {
	.name = "document_draft",
	.label = N_("Draft of a document"),
	.sql = "select api.document_draft($1,$2,$3,$4) as body",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
