/* query/query.c -- the table of queries. */
#include "query/query.h"

#include "base/str.h"

#include "table.h"

const struct query *const queries[] = {
	&query_worklist,
	&query_counters,
	&query_ticket,
	&query_caller,
	&query_respondent,
	&query_trader,
	&query_suggest,
	&query_search,
	&query_why,
	&query_documents,
	&query_document,
	&query_document_draft,
	&query_publications,
	&query_incidents,
	&query_events_since,
	&query_codes_since,
	&query_units_since,
	&query_divisions_since,
	&query_reveal_request,
	&query_reveal_redeem,
	&query_drafts,
	&query_thrown,
	&query_outbox,
	&query_codes,
	&query_pick,
	&query_code,
	&query_state,
	&query_witness,
	NULL,
};

const struct query *
query_named(const char *name)
{
	const struct query *const *q;

	for (q = queries; *q; q++)
		if (str_eq((*q)->name, name))
			return *q;
	return NULL;
}

int
query_column(const struct query *q, const char *name)
{
	size_t i;

	for (i = 0; i < q->ncolumns; i++)
		if (str_eq(q->columns[i].name, name))
			return (int)i;
	return -1;
}
