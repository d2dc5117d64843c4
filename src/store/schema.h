/* schema.h -- the numbered scripts that create and upgrade a store. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#define SCHEMA_VERSION 4

/* The script that upgrades from version - 1 to version; NULL: none. */
const char *schema_script(int version);

#endif
