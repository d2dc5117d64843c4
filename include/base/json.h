/* base/json.h -- jansson, and the few readers we wish it had.
 * Everything read from outside goes through json_read(), which bounds depth and size.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define JSON_DEPTH_MAX 64
#define JSON_SIZE_MAX  (64u << 20)

/* New reference in *out.  REFUSED: not JSON, duplicate keys, not an object or array,
 * nested deeper or longer than the bounds above. */
enum verdict json_read(json_t **out, const char *text, size_t len, struct err *) MUST;
/* Compact, keys in insertion order.  Yours to free(). */
char *json_write(const json_t *);

/* Borrowed; the default where the key is absent or of another type. */
const char *json_text(const json_t *object, const char *key); /* "" by default */
const char *json_text_or(const json_t *object, const char *key, const char *otherwise);
int64_t json_int(const json_t *object, const char *key, int64_t otherwise);
bool json_is(const json_t *object, const char *key); /* true only for a JSON true */
/* Sets key to text; an ill-formed text is cleaned first.  NULL removes the key. */
void json_put(json_t *object, const char *key, const char *text);
void json_put_int(json_t *object, const char *key, int64_t);

#endif
