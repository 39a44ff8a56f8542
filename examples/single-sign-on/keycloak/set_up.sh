#!/bin/sh
# Makes a realm in Keycloak for this example: a role, two users, one API and two applications.
# Prints the settings of the example, one `export NAME=VALUE` per line. ../README.md shows how to run it.
set -eu

KCADM=${KCADM:-kcadm.sh}                      # Keycloak's command line, in its folder bin/
KEYCLOAK=${KEYCLOAK:-http://127.0.0.1:8090}   # the address of Keycloak
KEYCLOAK_ADMIN=${KEYCLOAK_ADMIN:-admin}       # kcadm.sh reads the password from KC_CLI_PASSWORD, or asks for it
REALM=${REALM:-single-sign-on}
SHOP=${SHOP:-http://127.0.0.1:8081}
WAREHOUSE=${WAREHOUSE:-http://localhost:8082}
API=${API:-http://127.0.0.1:8083}

secret() { od -A n -N 24 -t x1 /dev/urandom | tr -d ' \n'; }
SHOP_CLIENT_SECRET=$(secret)
WAREHOUSE_CLIENT_SECRET=$(secret)
USER_PASSWORD=${USER_PASSWORD:-$(secret)}

# kcadm.sh keeps its access token in this folder.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
keycloak() { "$KCADM" "$@" --config "$folder/kcadm.config" >&2; }
create() { keycloak create "$@" -f -; }

keycloak config credentials --server "$KEYCLOAK" --realm master --user "$KEYCLOAK_ADMIN"

# user USERNAME FIRST_NAME LAST_NAME ROLES
user() {
  cat <<JSON
{
  "username": "$1",
  "firstName": "$2",
  "lastName": "$3",
  "email": "$1@example.com",
  "emailVerified": true,
  "enabled": true,
  "credentials": [{ "type": "password", "value": "$USER_PASSWORD" }],
  "realmRoles": [$4]
}
JSON
}

create realms <<JSON
{
  "realm": "$REALM",
  "enabled": true,
  "roles": { "realm": [{ "name": "admin" }] },
  "users": [$(user alice Alice Liddell '"admin"'), $(user bob Bob Cratchit '')]
}
JSON

# The API. Access tokens with this scope have its address as their audience (`aud`).
create client-scopes -r "$REALM" <<JSON
{
  "name": "stock.read",
  "protocol": "openid-connect",
  "attributes": { "include.in.token.scope": "true" },
  "protocolMappers": [
    {
      "name": "audience of the API",
      "protocol": "openid-connect",
      "protocolMapper": "oidc-audience-mapper",
      "config": {
        "included.custom.audience": "$API",
        "access.token.claim": "true",
        "id.token.claim": "false"
      }
    }
  ]
}
JSON

# application ID NAME ADDRESS SECRET
# The scope `basic` holds the claim `sub`. The scope `roles` is left out: it adds the audience "account" and all roles to access tokens.
application() {
  create clients -r "$REALM" <<JSON
{
  "clientId": "$1",
  "name": "$2",
  "protocol": "openid-connect",
  "publicClient": false,
  "secret": "$4",
  "standardFlowEnabled": true,
  "directAccessGrantsEnabled": false,
  "fullScopeAllowed": true,
  "redirectUris": ["$3/auth/sso"],
  "frontchannelLogout": false,
  "attributes": {
    "pkce.code.challenge.method": "S256",
    "access.token.header.type.rfc9068": "true",
    "post.logout.redirect.uris": "$3/",
    "backchannel.logout.url": "$3/backchannel-logout",
    "backchannel.logout.session.required": "true"
  },
  "defaultClientScopes": ["basic", "profile", "email"],
  "optionalClientScopes": ["stock.read"],
  "protocolMappers": [
    {
      "name": "roles in the ID token",
      "protocol": "openid-connect",
      "protocolMapper": "oidc-usermodel-realm-role-mapper",
      "config": {
        "claim.name": "realm_access.roles",
        "jsonType.label": "String",
        "multivalued": "true",
        "id.token.claim": "true",
        "access.token.claim": "false"
      }
    },
    {
      "name": "client_id in the access token",
      "protocol": "openid-connect",
      "protocolMapper": "oidc-hardcoded-claim-mapper",
      "config": {
        "claim.name": "client_id",
        "claim.value": "$1",
        "jsonType.label": "String",
        "access.token.claim": "true",
        "id.token.claim": "false"
      }
    }
  ]
}
JSON
}
application shop Shop "$SHOP" "$SHOP_CLIENT_SECRET"
application warehouse Warehouse "$WAREHOUSE" "$WAREHOUSE_CLIENT_SECRET"

echo "alice (role admin) and bob sign in with the password $USER_PASSWORD" >&2
cat <<END
export ISSUER=$KEYCLOAK/realms/$REALM
export SCOPE='openid profile email stock.read'
export ROLES_CLAIM=/realm_access/roles
export SHOP=$SHOP
export SHOP_CLIENT_ID=shop
export SHOP_CLIENT_SECRET=$SHOP_CLIENT_SECRET
export WAREHOUSE=$WAREHOUSE
export WAREHOUSE_CLIENT_ID=warehouse
export WAREHOUSE_CLIENT_SECRET=$WAREHOUSE_CLIENT_SECRET
export API=$API
END
