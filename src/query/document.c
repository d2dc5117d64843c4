/* query/document.c -- one document as issued.  The caller's identity in it is masked: the
 * full text is revealed, on record, as the field "document:<n>". */
#include "table.h"

static const struct param params[] = {
	{ "ticket", N_("Ticket") },
	{ "n", N_("Document") },
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
	{ "sha", NULL, COL_TEXT },
	{ "body", N_("Text"), COL_TEXT },
	{ "voided", N_("Declared void"), COL_STAMP },
	{ "reason", N_("Reason"), COL_TEXT },
};

const struct query query_document = {
	.name = "document",
	.label = N_("Document"),
	.sql = "select * from api.document($1,$2)",
	PARAMS(params),
	COLUMNS(columns),
	.where = QUERY_CENTRE,
};
