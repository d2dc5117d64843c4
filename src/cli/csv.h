/* csv.h -- a CSV file (RFC 4180, UTF-8, with a header) as rows by name.
 */
#ifndef CSV_H
#define CSV_H

#include "base/json.h"

/* *out: an array of objects, keys from the header, empty cells null.  REFUSED names the
 * line: a quote out of place, too many or too few cells, text that is not UTF-8. */
enum verdict csv_read(json_t **out, const char *text, size_t len, struct err *) MUST;

#endif
