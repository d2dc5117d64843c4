/* action/intake.h -- the facts of an intake, shared by register and amend; their fields are
 * the rows "register amend" of sql/code/field.csv. */
#ifndef ACTION_INTAKE_H
#define ACTION_INTAKE_H

#include "model/ticket.h"

#include "form/form.h"

/* Conditions that the columns shown and needed of those rows name. */
bool intake_on_register(const struct form *);
bool intake_on_amend(const struct form *);
bool intake_of_complaint(const struct form *);
bool intake_of_report(const struct form *);
bool intake_of_enquiry(const struct form *); /* while it is registered */
bool intake_of_case(const struct form *); /* of a complaint or a report */
bool intake_of_mixed(const struct form *); /* a complaint that may also be a report */
bool intake_of_second(const struct form *); /* the report beside a complaint */
bool intake_of_named(const struct form *); /* not of an anonymous reporter */
bool intake_from_elsewhere(const struct form *); /* by another line or channel */
bool intake_by_paper(const struct form *); /* may have come in on an earlier day */
bool intake_came_earlier(const struct form *); /* did so */
bool intake_when_major(const struct form *); /* marked as a major incident */
bool intake_of_case_or_major(const struct form *);
bool intake_when_urgent(const struct form *); /* more urgent than usual, or major */
bool intake_by_net(const struct form *); /* sold over the net */
bool intake_on_platform(const struct form *); /* on the platform of another */
bool intake_phone_needed(const struct form *); /* no other telephone number is known */

/* Checks relations between fields, which no single field's rule can see. */
enum verdict intake_check(const struct form *, const struct ticket *, struct err *);
/* A warning that is no fault; false: none. */
bool intake_advise(const struct form *, const struct ticket *, struct err *);
/* Adds values derived from the facts: not on the spot, anonymous. */
void intake_derive(const struct form *, json_t *payload);

#endif
