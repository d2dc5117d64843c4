/* action/incident.h -- shared by the actions that report on a major incident. */
#ifndef ACTION_INCIDENT_H
#define ACTION_INCIDENT_H

#include "model/ticket.h"

/* Whether the ticket has a major incident, and whether that incident is still open. */
bool incident_is_known(const struct ticket *);
bool incident_is_open(const struct ticket *);

/* The numbers of people, the same fields in every report: 0 for none, F6 for unknown.
 * clang-format is off because its versions lay out this macro differently. */
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
