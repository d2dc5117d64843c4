/* action/incident.h -- shared by the actions that report on a major incident. */
#ifndef ACTION_INCIDENT_H
#define ACTION_INCIDENT_H

#include "model/ticket.h"

/* Whether the ticket has a major incident, and whether that incident is still open. */
bool incident_is_known(const struct ticket *);
bool incident_is_open(const struct ticket *);

#endif
