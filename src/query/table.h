/* query/table.h -- the queries of this room, one file each. */
#ifndef QUERY_TABLE_H
#define QUERY_TABLE_H

#include "base/text.h"

#include "query/query.h"

extern const struct query query_worklist, query_counters, query_ticket, query_caller,
	query_respondent, query_trader, query_suggest, query_search, query_why,
	query_events_since, query_codes_since, query_units_since, query_divisions_since,
	query_reveal_request, query_reveal_redeem, query_drafts, query_thrown,
	query_outbox, query_codes, query_pick, query_code, query_state, query_witness,
	query_documents, query_document, query_document_draft, query_publications,
	query_incidents;

/* The columns of a ticket in a list, the same for a queue and a search. */
#define LIST_COLUMNS 17
extern const struct column list_columns[LIST_COLUMNS];

#endif
