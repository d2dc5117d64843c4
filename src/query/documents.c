/* query/documents.c -- the documents issued on a ticket, void ones included. */
#include "table.h"

static const struct param params[] = {
	{ "ticket", N_("Ticket") },
};

static const struct column columns[] = {
	{ "n", N_("Count"), COL_INT },
	{ "form", NULL, COL_TEXT },
	{ "name", N_("Document"), COL_TEXT },
	{ "number", N_("Document number"), COL_TEXT },
	{ "audience", N_("For whom"), COL_CODE, .pick = "document_to" },
	{ "at", N_("Issued"), COL_STAMP },
	{ "operator", N_("By"), COL_TEXT },
	{ "masked", NULL, COL_FLAG },
	{ "voided", N_("Declared void"), COL_STAMP },
	{ "reason", N_("Reason"), COL_TEXT },
};

const struct query query_documents = {
	.name = "documents",
	.label = N_("Documents"),
	.sql = "select * from api.documents($1)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
