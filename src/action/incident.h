/* action/incident.h -- what the reports on a major incident have in common. */
#ifndef ACTION_INCIDENT_H
#define ACTION_INCIDENT_H

#include "model/ticket.h"

/* Whether one is known on the ticket, and whether its final report was accepted. */
bool incident_is_known(const struct ticket *);
bool incident_is_open(const struct ticket *);

/* The numbers of people, alike in every report: 0 where there are none, F6 unknown. */
/* Versions of clang-format lay out a field in a macro each in its own way. */
/* clang-format off */
#define INCIDENT_PEOPLE(need_, shown_, needed_) \
	{ "dead", N_("Dead"), FIELD_TEXT, .rule = "people", .max = 6, \
	  .flags = (need_) | FIELD_MAY_DECLINE, .shown = (shown_), .needed = (needed_), \
	  .help = N_("0 where nobody; F6 where it is not known yet.") }, \
	{ "injured", N_("Injured"), FIELD_TEXT, .rule = "people", .max = 6, \
	  .flags = (need_) | FIELD_MAY_DECLINE, .shown = (shown_), .needed = (needed_), \
	  .help = N_("0 where nobody; F6 where it is not known yet.") }, \
	{ "hospitalised", N_("In hospital"), FIELD_TEXT, .rule = "people", .max = 6, \
	  .flags = FIELD_MAY_DECLINE, .shown = (shown_) }, \
	{ "affected", N_("People affected"), FIELD_TEXT, .rule = "people", .max = 6, \
	  .flags = FIELD_MAY_DECLINE, .shown = (shown_) }
/* clang-format on */

#endif
