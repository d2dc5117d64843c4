/* ui/part/incident.h -- a ticket's major incident, and what its registration still lacks. */
#ifndef UI_PART_INCIDENT_H
#define UI_PART_INCIDENT_H

#include "model/ticket.h"

#include "ui/part/sheet.h"
#include "ui/ui.h"

/* Writes both, where there are any. */
void incident_put(const struct ticket *, struct ui *, struct sheet *, int cols);

#endif
