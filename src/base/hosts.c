/* hosts.c -- parses the configuration's list of servers.
 * Law: a name is only a name; one that could be an option or another list is refused.
 */
#include "base/hosts.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static const char name_bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789.-_:%";

/* "", or ":5433" */
static bool
read_port(struct host *h, const char *text, size_t len)
{
	char digits[8];

	if (len == 0)
		return true;
	if (text[0] != ':' || len < 2 || len > 6)
		return false;
	memcpy(digits, text + 1, len - 1);
	digits[len - 1] = '\0';
	if (strspn(digits, "0123456789") != len - 1 || strtol(digits, NULL, 10) < 1 ||
	    strtol(digits, NULL, 10) > 65535)
		return false;
	str_copy(h->port, sizeof h->port, digits);
	return true;
}

static bool
take_name(struct host *h, const char *text, size_t len)
{
	if (len == 0 || len >= sizeof h->name)
		return false;
	memcpy(h->name, text, len);
	h->name[len] = '\0';
	return h->name[0] == '/' || strspn(h->name, name_bytes) == len;
}

/* One colon parts a port; an IPv6 address, which has more, wears brackets for that. */
static bool
read_host(struct host *h, const char *text, size_t len)
{
	const char *colon = memchr(text, ':', len), *end;

	if (text[0] == '/')
		return take_name(h, text, len);
	if (text[0] == '[') {
		end = memchr(text, ']', len);
		return end && take_name(h, text + 1, (size_t)(end - text) - 1) &&
		       read_port(h, end + 1, len - (size_t)(end + 1 - text));
	}
	if (!colon || memchr(colon + 1, ':', len - (size_t)(colon + 1 - text)))
		return take_name(h, text, len);
	return take_name(h, text, (size_t)(colon - text)) &&
	       read_port(h, colon, len - (size_t)(colon - text));
}

bool
hosts_read(struct hosts *hosts, const char *text, long port)
{
	const char *p = text + strspn(text, ", ");
	struct host *h;
	size_t len;

	hosts->n = 0;
	for (; *p; p += len + strspn(p + len, ", ")) {
		len = strcspn(p, ", ");
		if (hosts->n == HOSTS_MAX)
			return false;
		h = &hosts->v[hosts->n++];
		str_format(h->port, sizeof h->port, "%ld", port);
		if (!read_host(h, p, len))
			return false;
	}
	return hosts->n > 0;
}

void
host_label(const struct host *h, char *out, size_t size)
{
	if (host_is_local(h))
		str_copy(out, size, h->name);
	else
		str_format(out, size, strchr(h->name, ':') ? "[%s]:%s" : "%s:%s",
			   h->name, h->port);
}

bool
host_is_local(const struct host *h)
{
	return h->name[0] == '/';
}

bool
hosts_are_local(const struct hosts *hosts)
{
	size_t i;

	for (i = 0; i < hosts->n; i++)
		if (!host_is_local(&hosts->v[i]))
			return false;
	return true;
}
