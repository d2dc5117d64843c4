/* stamp.h -- converts a day and minute between the form and the payload. */
#ifndef FORM_STAMP_H
#define FORM_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "base/str.h"

/* "2026-11-23 14:05" as the ISO stamp the centre reads; an ISO stamp unchanged. */
json_t *stamp_json(const char *text);
/* The instant of either form; false: neither. */
bool stamp_wall(const char *text, int64_t *wall);
/* Rewrites an ISO stamp in the typed form; one with seconds stays unchanged. */
void stamp_typed(struct str *text);

#endif
