/* stamp.h -- a day and a minute between the form and the payload. */
#ifndef FORM_STAMP_H
#define FORM_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "base/str.h"

/* "2026-11-23 14:05" as the centre reads it; an ISO stamp as it is. */
json_t *stamp_json(const char *text);
/* The instant of either; false: it is none. */
bool stamp_wall(const char *text, int64_t *wall);
/* An ISO stamp as one types it; one with seconds stays as it is. */
void stamp_typed(struct str *text);

#endif
