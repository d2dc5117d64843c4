/* action/issue.c -- issues a document of the ticket; which one may be issued when, by
 * whom and for whom is data (sql/code/document_121.csv, document_20.csv). */
#include "table.h"

static const struct field fields[] = {
	{ "form", N_("Document"), FIELD_CODE, .pick = "document_{rules}",
	  .flags = NEED_ALWAYS },
	{ "to", N_("For whom"), FIELD_CODE, .pick = "document_to",
	  .help = N_("Where a document can be for several: each gets his own.") },
	{ "recipient", N_("Recipient"), FIELD_TEXT, .max = 100,
	  .help = N_("The office it goes to.") },
	{ "until", N_("Not later than"), FIELD_DATE },
	{ "time", N_("Time of the mediation"), FIELD_STAMP },
	{ "place", N_("Place of the mediation"), FIELD_TEXT },
	{ "people", N_("People"), FIELD_TEXT,
	  .help = N_("Mediators, agent or representatives, as the document asks "
		     "for.") },
	{ "materials", N_("Materials"), FIELD_LONG, .max = 1000,
	  .help = N_("What is to be handed in or brought, or what evidence "
		     "there is.") },
	{ "days", N_("Days to ask for another mediator"), FIELD_TEXT, .max = 4 },
	{ "basis", N_("Legal basis"), FIELD_TEXT,
	  .help = N_("Law and article that ask for the notice (order 121 article "
		     "36).") },
	{ "content", N_("Text"), FIELD_LONG, .max = 3000, .rows = 6,
	  .help = N_("Agreement, result, reasons or request, as the document "
		     "asks for; never who reported.") },
	{ "contact", N_("Contact person"), FIELD_TEXT, .max = 60,
	  .help = N_("Empty: who issues it.") },
	{ "contact_phone", N_("Contact telephone"), FIELD_TEXT, .max = 30,
	  .help = N_("Empty: that of the office.") },
	{ "copies", N_("Copies attached"), FIELD_TEXT, .max = 4 },
	{ "pages", N_("Pages attached"), FIELD_TEXT, .max = 4 },
};

const struct action action_issue = {
	.name = "issue",
	.label = N_("Issue a document"),
	.help = N_("Issues a document: it gets its number and is kept as it "
		   "is."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
