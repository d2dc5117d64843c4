/* uuid.c -- unique ids: 48 bits of time, 74 random bits (RFC 9562, version 7). */
#include "base/uuid.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/mem.h"

struct uuid
uuid_new(int64_t wall)
{
	struct uuid id;
	int i;

	/* 16 bytes never come short; before the pool is ready the call waits */
	while (getrandom(id.b, sizeof id.b, 0) != sizeof id.b)
		if (errno != EINTR)
			abort();
	for (i = 0; i < 6; i++)
		id.b[i] = (unsigned char)((uint64_t)wall >> (40 - 8 * i));
	id.b[6] = (unsigned char)(0x70 | (id.b[6] & 0x0F));
	id.b[8] = (unsigned char)(0x80 | (id.b[8] & 0x3F));
	return id;
}

static bool
is_dash(size_t at)
{
	return at == 8 || at == 13 || at == 18 || at == 23;
}

void
uuid_text(const struct uuid *id, char out[UUID_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	size_t at, n = 0; /* n counts half bytes */

	for (at = 0; at < UUID_TEXT - 1; at++) {
		if (is_dash(at)) {
			out[at] = '-';
			continue;
		}
		out[at] = hex[id->b[n / 2] >> (n % 2 ? 0 : 4) & 0x0F];
		n++;
	}
	out[at] = '\0';
}

static int
half(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
uuid_parse(const char *s, struct uuid *out)
{
	struct uuid id = { { 0 } };
	size_t at, n = 0;
	int h;

	if (!s || strnlen(s, UUID_TEXT) != UUID_TEXT - 1)
		return false;
	for (at = 0; at < UUID_TEXT - 1; at++) {
		if (is_dash(at)) {
			if (s[at] != '-')
				return false;
			continue;
		}
		h = half(s[at]);
		if (h < 0)
			return false;
		id.b[n / 2] = (unsigned char)(id.b[n / 2] << 4 | h);
		n++;
	}
	*out = id;
	return true;
}

bool
uuid_is_nil(const struct uuid *id)
{
	static const struct uuid nil;

	return uuid_eq(id, &nil);
}

bool
uuid_eq(const struct uuid *a, const struct uuid *b)
{
	return memcmp(a->b, b->b, sizeof a->b) == 0;
}
