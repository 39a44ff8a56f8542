# The messages of the administrators' console, in English. Each id starts with console-. Other languages show the console in
# English until they have a file like this one.

### The frame

console-menu = Console
console-account = Your account
console-overview = Overview
console-users = Users
console-groups = Groups
console-roles = Roles
console-applications = Applications
console-scopes = Scopes
console-attributes = Attributes
console-providers = Identity providers
console-keys = Signing keys
console-webhooks = Webhooks
console-events = Events
console-tenant-settings = Settings
console-tenants = Tenants
console-command = As a command:
console-save = Save
console-edit = Edit
console-disable = Disable
console-enable = Enable
console-remove = Remove
console-search = Search
console-filter = Filter
console-first-page = First page
console-next-page = Next page
console-newest = Newest events
console-older = Older events
console-issuer = Issuer
console-added = Added
console-conflict = Somebody else changed this meanwhile. Nothing was stored. Look at what changed, and decide again.
console-difference-empty = empty
console-difference = { $field }: it was { $before }, now it is { $after }

### The way in

console-set-up-heading = Set up the first administrator
console-set-up-text = This link works once. With it you make the account that manages this server.
console-set-up-submit = Create the administrator
console-set-up-next = Next you add a second factor: a passkey or an authenticator app. The console needs one.
console-set-up-incomplete = Fill in every field.
console-link-gone-heading = This link no longer works
console-link-gone-text = It was used, it has expired, or there is an administrator already. While there is no administrator, each start of the server prints a new link. If the last administrator lost the account, run: valetkey tenant set-up-link
console-no-permission-heading = You have no access here
console-no-permission-text = This page is for administrators. Your account has no role with permissions. An administrator can give you one.
console-page-not-permitted-text = Your roles do not permit this page. Another administrator can change your roles.
console-of-file = This comes from the file { $file }, so the console does not change it. Change the file and run: valetkey apply
console-owned-by-file-heading = This is changed in a file
console-owned-by-file-text = The configuration file { $file } owns the { $record }, so the console does not change it. Nothing was stored. Change the file and run: valetkey apply
console-to-sign-in = Sign in
console-to-account = Go to your account
console-to-overview = Go to the overview
console-failure-username = This username has characters that no username can have. Use letters, digits and . - _ + @
console-failure-address = This is not a mail address.
console-failure-name = This name is too long, or has characters that no name can have.
console-failure-taken = Somebody has this username or mail address already.

### The overview

console-checklist = Checklist
console-check-done = Done
console-check-open = To do
console-check-do = Set up
console-check-https = Encrypted connection
console-check-https-done = The issuer is an https address.
console-check-https-open = The issuer is an http address. Use it on this machine only. Put a proxy that speaks TLS in front, and start the server with --issuer https://…
console-check-mail = Mail
console-check-mail-done = The server can send mail.
console-check-mail-open = No mail server is configured: forgotten passwords and invitations by mail are off. Name a mail server in the configuration.
console-check-own-factor = Your second factor
console-check-own-factor-done = Your account has a second factor.
console-check-own-factor-open = Your account has one factor only. Add a passkey or an authenticator app.
console-check-second-administrator = Second administrator
console-check-second-administrator-done = There is more than one administrator.
console-check-second-administrator-open = You are the only administrator. Invite somebody, and give them the role on their page in the console.
console-check-application = Application
console-check-application-done = An application is registered.
console-check-application-open = No application is registered yet.

### Users

console-search-users = Username, mail address or full name begins with
console-users-none = No such users.
console-state-active = Active
console-state-no-password = No password
console-state-leaving = Deletion requested
console-state-disabled = Disabled
console-invite = Invite
console-invite-heading = Invite a user
console-invite-by-mail = The server sends a link to this address. It works once, for seven days. The user chooses a name and a password.
console-invite-by-link = No mail server is configured, so the next page shows a link. Give it to the user yourself. It works once, for seven days.
console-sub = Identifier (sub)
console-deletion = Is deleted
console-failed-sign-ins = Failed sign-ins
console-failed-sign-ins-count = { $count ->
    [one] 1 at an unknown device
   *[other] { $count } at unknown devices
  }
console-locked = Password stopped
console-locked-text = The password counts at known devices only, until you unlock the user.
console-user-methods = Ways to sign in
console-user-methods-none = The user has no way to sign in. Make a password link.
console-method-password = Password
console-method-authenticator = Authenticator app
console-method-recovery-codes = Recovery codes
console-method-codes-left = { $count ->
    [0] none left
    [one] 1 left
   *[other] { $count } left
  }
console-method-passkey = Passkey { $name }
console-method-linked = Account at { $provider }
console-method-added = Added:
console-method-used = last used:
console-method-never-used = never used
console-session-own = This browser
console-end-session = End the session
console-access-allowed = allowed:
console-access-not-asked = the user was not asked
console-withdraw = Withdraw access
console-user-roles = Roles
console-user-roles-none = No roles.
console-user-roles-heading = Roles of { $name }
console-user-roles-text = A role counts at the next request. A role with permissions makes the user an administrator.
console-application-roles-text = For a program that acts for itself: its own tokens have these roles. A role with permissions makes it an administrator. A role counts at the next token.
console-roles-none = No role is defined yet.
console-role-by-group = Through a group
console-role-of = A role of { $owner }.
console-grant = Grant
console-take-away = Take away
console-change-roles = Roles
console-back-to-user = Back to the user
console-role-direct = Granted to the user
console-role-granted = Granted
console-role-through = Through the groups { $groups }
console-user-sessions = Sessions
console-user-sessions-none = Not signed in anywhere.
console-unknown-browser = Unknown browser
console-user-applications = Applications with access
console-user-applications-none = No application has access.
console-user-events = Latest events
console-reset-link = Make a password link
console-sign-out-user = Sign out everywhere
console-remove-factors = Remove factors
console-email-verified = The mail address is verified
console-edit-user-heading = Edit the user
console-link-reset-heading = A password link for { $name }
console-link-invitation-heading = An invitation for { $name }
console-link-set-up-heading = A link for the first administrator of { $name }
console-link-until = It works once, until { $moment }.
console-link-text = Anyone with this link can use it. Give it to the user yourself, and to nobody else. This page does not show it again.

### Before an operation

console-disable-user-heading = Disable { $name }?
console-disable-user-text = The user can't sign in any more. You can enable the user again; sessions do not come back.
console-enable-user-heading = Enable { $name }?
console-enable-user-text = The user can sign in again.
console-sign-out-user-heading = Sign out { $name } everywhere?
console-sign-out-user-text = Every session ends, and applications lose their access. The user can sign in again.
console-remove-factors-heading = Remove the factors of { $name }?
console-remove-factors-text = For a user who lost their authenticator app or passkeys. Until the user adds a new factor, the password alone protects the account.
console-reset-link-heading = Make a password link for { $name }?
console-reset-link-text = The next page shows a link with which the user chooses a new password. It works once, for half an hour. Nothing changes before it is used; then every session of the user ends.
console-unlock = Unlock
console-unlock-heading = Unlock { $name }?
console-unlock-text = Failed sign-ins until now do not count any more: the password counts at every device again, without a pause.
console-delete-later = Delete in 14 days
console-delete-later-heading = Delete { $name } in 14 days?
console-delete-later-text = Every session and all access of applications ends now. The user can sign in within 14 days and keep the account. Then everything about them is deleted, and their events become anonymous.
console-keep-user = Keep the user
console-keep-user-heading = Keep { $name }?
console-keep-user-text = The user is not deleted. Sessions and access of applications do not come back.
console-remove-user-heading = Remove { $name }?
console-remove-user-text = The account and everything that belongs to it are removed at once. This can't be undone.
console-disable-application-heading = Disable { $name }?
console-disable-application-text = Nobody can sign in to the application, and its tokens stop counting. You can enable it again.
console-enable-application-heading = Enable { $name }?
console-enable-application-text = Users can sign in to the application again, and its tokens count again.
console-rotate-secret-heading = Replace the secret of { $name }?
console-rotate-secret-text = The next page shows the new secret once. Until the old secret stops working, the application can use either.
console-old-secret = Old secret
console-old-secret-at-once = stops working at once
console-old-secret-days = { $count ->
    [one] works for one more day
   *[other] works for { $count } more days
}
console-old-secret-until = works until { $end }
console-ends-old-secret = The old secret and the present one stop working at once. To keep the present one for a while, end the old one first.
console-end-secret = End the old secret
console-end-secret-heading = End the old secret of { $name }?
console-end-secret-text = It stops working at once. The application must have the new secret.
console-notice-secret-ended = The old secret of { $name } stopped working.
console-remove-application-heading = Remove { $name }?
console-remove-application-text = Its tokens stop counting, and users lose what they allowed it. This can't be undone.
console-rotate-keys = Make new keys
console-rotate-keys-heading = Make new signing keys?
console-rotate-keys-text = Keys rotate by themselves. The new keys sign from now on; tokens that the old keys signed stay valid until they expire.
console-set-up-link-heading = Make a link for the first administrator of { $name }?
console-set-up-link-text = The next page shows a link. The first user who opens it becomes the administrator of the tenant. It works once, for a day, and ends the link that was made before. A tenant that has an administrator gets none.
console-remove-tenant-heading = Remove the tenant { $name }?
console-remove-tenant-text = Nobody can sign in there any more, and its applications stop working. Its users, applications, keys, settings and events are removed. This can't be undone.
console-remove-tenant = Remove the tenant
console-removes-users = { $count ->
    [one] It removes 1 user.
   *[other] It removes { $count } users.
  }
console-removes-clients = { $count ->
    [one] It removes 1 application.
   *[other] It removes { $count } applications.
  }
console-removes-more = A number that is 1000 here can be larger: this page counts no further.
console-ends-sessions = { $count ->
    [one] It ends 1 session.
   *[other] It ends { $count } sessions.
  }
console-ends-access = { $count ->
    [one] 1 application loses access.
   *[other] { $count } applications lose access.
  }
console-removes-passkeys = { $count ->
    [one] It removes 1 passkey.
   *[other] It removes { $count } passkeys.
  }
console-removes-authenticator = It removes the authenticator app and the recovery codes.
console-is-own-account = This is your own account.
console-is-own-session = This is your own session: you will be signed out of the console.
console-is-last-way = This is the last way for the user to sign in. After it, only a password link of an administrator lets them in.
console-is-last-factor = No second factor is left. Until the user adds one, one factor alone protects the account.
console-removes-recovery-codes = It removes the recovery codes too.
console-loses-groups = The user loses the groups that the account gave: { $names }.
console-tells = These applications get a logout message: { $names }.
console-access-comes-back = The application is trusted: nobody is asked for consent, so it gets access again at the next sign-in. Disable it to end that.
console-began = Since
console-detail = Details

### Before a thing of a user ends

console-end-session-heading = End the session { $name }?
console-end-session-text = The user is signed out there. Other sessions stay, and the user can sign in again.
console-withdraw-heading = Withdraw the access of { $name }?
console-withdraw-text = Its tokens for this user stop counting, and the user is asked again at the next sign-in.
console-remove-authenticator-heading = Remove the authenticator app?
console-remove-authenticator-text = For a user who lost it. Make sure that it is the user who asks. Sessions stay, and trusted devices are forgotten.
console-remove-passkey-heading = Remove the passkey { $name }?
console-remove-passkey-text = Nobody signs in with it any more. Sessions that began with it stay, and trusted devices are forgotten.
console-unlink = Unlink
console-unlink-heading = Unlink the account at { $name }?
console-unlink-text = The user does not sign in with it any more. The account at the provider stays.

### Why a user can do something

console-why-heading = What { $name } can do, and why
console-why-heading-short = Why can this user do that?
console-why-question = A permission such as users:read, the name of a role, or a client ID
console-why-ask = Ask
console-why-all = The user has these permissions of administrators.
console-why-no-permissions = The user has no permissions of administrators. Ask for a role or an application.
console-why-unknown = There is no permission, role or application of this name that you can see.
console-why-permission = Permission { $name }
console-why-role = Role { $name }
console-why-role-of = Role { $name } of { $owner }
console-why-application = Use of { $name }
console-why-yes = Yes
console-why-no = No
console-why-by-role = Through the role { $role }
console-why-everyone = Every user may.
console-why-named = The application names the user.
console-why-by-name = The name of the role stands on the record of the user.
console-why-directly = Granted to the user.
console-why-through = From the group { $groups }
console-why-provided = From the group { $groups }, which the user is in because of { $providers }
console-why-trusted = The application is trusted, so nobody is asked.
console-why-allowed = The user allowed it.
console-why-asked = The user is asked at the next sign-in.

console-remove-group-heading = Remove the group { $name }?
console-remove-group-text = Its members lose the roles that they have through it. Applications with access for this group lose these users. This can't be undone.
console-remove-role-heading = Remove the role { $name }?
console-remove-role-text = Every user, group and application loses it. This can't be undone.
console-remove-scope-heading = Remove the scope { $name }?
console-remove-scope-text = It opens no claims any more, and users read no sentence about it. Applications may still ask for it until you take it from their registration. You can add it again.
console-scope-requesting = { $count ->
    [one] 1 application may ask for it.
   *[other] { $count } applications may ask for it.
  }
console-remove-attribute-heading = Remove the attribute { $name }?
console-remove-attribute-text = No page and no application shows its values any more. They stay in the database: an attribute that you add with the same name and type has them again.
console-scopes-forgetting = { $count ->
    [one] 1 scope opens its claim and forgets it.
   *[other] { $count } scopes open its claim and forget it.
  }
console-remove-provider-heading = Remove the identity provider { $name }?
console-remove-provider-text = Nobody signs in with it any more, and sign-ins on their way end with an error. Users who have no other way to sign in can't sign in. Sessions that began with it stay.
console-linked-accounts = { $count ->
    [one] 1 linked account does not count any more. It counts again if you add a provider of the same issuer.
   *[other] { $count } linked accounts do not count any more. They count again if you add a provider of the same issuer.
  }
console-many-linked-accounts = { $count ->
    [one] 1 or more linked accounts do not count any more. They count again if you add a provider of the same issuer.
   *[other] { $count } or more linked accounts do not count any more. They count again if you add a provider of the same issuer.
  }
console-remove-webhook-heading = Remove the webhook { $name }?
console-remove-webhook-text = Events are not sent to it any more, and its messages that wait are dropped. This can't be undone.

### Groups and roles

console-groups-none = There is no group yet.
console-new-group = New group
console-group-below = Below { $groups }
console-group-above = Group above
console-group-above-hint = Its name. Members are members of the groups above too, and have their roles. Leave it empty for none.
console-groups-below = Groups below
console-group-no-other = None
console-group-role-own = granted to this group
console-description = Description
console-edit-heading = Edit { $name }
console-members = Members
console-members-heading = Members of { $name }
console-members-text = Members have the roles of the group and of the groups above it. A change counts at the next request.
console-members-none = It has no members that you can see.
console-member-from-below = Through a group below
console-add-member = Add
console-back-to-group = Back to the group
console-new-role = New role
console-role-administrates = For administrators
console-role-holders = Who has it
console-role-holders-some = At most 50 users are shown.
console-role-name-hint = The name in tokens. It can't be changed later.
console-role-owner = Only for
console-role-owner-hint = A client ID or an audience: then only their tokens have the role. Leave it empty for a role in the tokens of every application.
console-role-limit = Only for the members of
console-role-limit-hint = The name of a group. Then the role can only read and change users, and only the members of the group and of the groups below it. Leave it empty for no limit.
console-permissions = Permissions
console-permissions-text = A user with any of these is an administrator. Permission to change includes permission to see.
console-permissions-none = It gives no permissions here. Applications decide what it means.
console-permissions-limited = Only for the members of { $group }
console-permission-users-read = See users, with their sessions and factors
console-permission-users-write = Add, change and remove users, and sign them out
console-permission-groups-read = See groups
console-permission-groups-write = Add, change and remove groups, and their members
console-permission-roles-read = See roles
console-permission-roles-write = Add, change and remove roles, and grant them
console-permission-clients-read = See applications
console-permission-clients-write = Register, change and remove applications
console-permission-scopes-read = See scopes
console-permission-scopes-write = Add, change and remove scopes
console-permission-attributes-read = See the definitions of attributes
console-permission-attributes-write = Add, change and remove definitions of attributes
console-permission-providers-read = See identity providers
console-permission-providers-write = Add, change and remove identity providers: it gives as much as every permission
console-permission-tenant-read = See the settings
console-permission-tenant-write = Change the settings
console-permission-keys-read = See signing keys
console-permission-keys-write = Make new signing keys
console-permission-events-read = See the events
console-permission-events-write = Change how events are kept and sent
console-permission-tenants-read = See other tenants
console-permission-tenants-write = Add, change and remove other tenants

### Records of any kind

console-fact-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
  }
console-fact-hidden = { $count ->
    [one] 1 application, which your roles do not let you see
   *[other] { $count } applications, which your roles do not let you see
  }
console-word-yes = Yes
console-word-no = No
console-word-guess = Decide by the words of its name
console-word-text = Text
console-word-number = Number
console-word-yes-no = Yes or no
console-word-date = Date
console-word-texts = List of texts
console-word-one-of = One of several choices
console-word-user = The user, and administrators
console-word-administrator = Administrators only
console-word-nobody = Nobody
console-word-link = A user signs in here first, then the account is linked
console-word-create = A user is added
console-word-refuse = It is refused
console-word-first = When the sign-in adds the user
console-word-each = At each sign-in
console-word-here = This server only
console-word-offer = This server, and the page offers to sign out at the provider too
console-word-stored = Stored
console-word-not-stored = None

### Scopes

console-scopes-none = No scope is defined besides those of the standards.
console-new-scope = New scope
console-scope-token = Scope
console-scope-token-hint = The token that applications ask for, such as company. It can't be changed later. Use the name of a standard scope, such as email, to replace the sentence that users read about it.
console-scope-claims = Claims that it opens
console-scope-claims-hint = One per line: claims of attributes, or standard claims such as birthdate. A scope of the standards keeps its own claims, so leave this empty for it.
console-scope-descriptions = What users read
console-scope-descriptions-hint = One language per line, such as en=See where you work
console-scope-writes = Applications change data with it
console-scope-applications = Applications that may ask for it

### Attributes

console-attributes-none = No attribute is defined: users have the standard claims only.
console-new-attribute = New attribute
console-attribute-name = Attribute
console-attribute-name-hint = Small letters, digits and underscores, such as department. It can't be changed later.
console-attribute-type = Type
console-attribute-type-hint = It can't be changed later.
console-attribute-choices = Choices
console-attribute-choices-hint = One per line, for the type “One of several choices”. Leave it empty for other types.
console-attribute-labels = Name on pages
console-attribute-labels-hint = One language per line, such as en=Department
console-attribute-required = Forms require a value
console-attribute-seen-by = Who may see it
console-attribute-edited-by = Who may edit it
console-attribute-edited-by-hint = An editor must be able to see it.
console-attribute-claim = Claim
console-attribute-claim-hint = The claim in which applications get the value, such as department. Without one, no application gets it. It can't be changed later.
console-attribute-scopes = Scopes that open its claim
console-attribute-add-to-scopes = More scopes that open its claim
console-attribute-add-to-scopes-hint = One per line, such as company. The scopes must exist, and you must be allowed to change scopes. To take the claim from a scope, edit the scope.

### Identity providers

console-providers-none = There is no identity provider yet: users sign in here only.
console-new-provider = New identity provider
console-presets-text = Select a provider. Any other OpenID provider works with “OpenID”. The names beside a provider are the values that it needs.
console-presets-refused = Not possible
console-provider-preset = Provider
console-provider-name-hint = Lower-case letters, digits and hyphens. It is part of the redirect URI and can't be changed later.
console-provider-client-id = Client ID
console-provider-client-id-hint = The provider shows it where you register this server.
console-provider-client-secret = Client secret
console-provider-client-secret-hint = It is stored sealed, and no page shows it. Leave it empty for a public client.
console-provider-new-secret = New client secret
console-provider-new-secret-hint = Leave it empty to keep the stored one.
console-provider-variables = Values of the provider
console-provider-display-name = Name on the button
console-provider-display-name-hint = Leave it empty for the usual name of the provider.
console-provider-scope = Scope to request
console-provider-scope-hint = Tokens with blanks between them. Leave it empty for the usual scope of the provider.
console-provider-first-sign-in = An account signs in for the first time
console-provider-first-sign-in-hint = With “A user is added”, anybody with an account at the provider becomes a user, so name domains below. An address alone never links an account.
console-provider-domains = Domains of email addresses
console-provider-domains-hint = One per line, such as example.com. Only accounts with a verified address of a domain may sign in for the first time. Leave it empty for all.
console-provider-tenants = Tenants of the provider
console-provider-tenants-hint = One identifier per line, or any. Leave it empty for the tenant of the values above.
console-provider-claims = Claims that the provider sets
console-provider-claims-hint = One per line: the claim, and a JSON pointer into the claims of the provider, such as picture=/avatar_url
console-provider-claims-set = When it sets them
console-provider-groups = Groups that the provider gives
console-provider-groups-hint = One per line: the group, a JSON pointer to a list, and a text of the list, such as engineering=/groups:eng
console-provider-sign-out = A sign-out ends the session on
console-provider-position = Place on the sign-in page
console-provider-position-hint = Smaller numbers come first.
console-provider-disabled = Disabled
console-provider-disabled-hint = The sign-in page does not show it, and nobody signs in with it.
console-provider-simulator = Provider simulator
console-provider-redirect-uri = Redirect URI to register there
console-provider-logout-uri = Address for logout tokens to register there
console-preset-scope = Usual scope
console-preset-deviations = What it does differently
console-preset-notes = Good to know
console-provider-issuer = Issuer
console-provider-authorization-endpoint = Authorization endpoint
console-provider-token-endpoint = Token endpoint
console-provider-userinfo-endpoint = Userinfo endpoint
console-provider-jwks-uri = Keys
console-provider-end-session-endpoint = Sign-out endpoint
console-provider-subject = Subject
console-provider-email = Email address
console-provider-email-counts = The address counts as verified
console-provider-given-claims = Claims that the user gets
console-provider-given-groups = Groups that the user gets
console-provider-taken-groups = Groups that are taken away
console-provider-left-out = Left out
console-back-to-record = Back
console-provider-test = Test
console-provider-test-heading = Test the identity provider { $name }
console-provider-test-text = The server reads the metadata of the provider, as a sign-in does, and makes the address of a sign-in. The user signs in nowhere, and nothing is stored.
console-provider-test-failed = The test failed.
console-provider-test-answered = The provider answers.
console-provider-test-open = Open its sign-in page: it must know the client and the redirect URI. The sign-in itself ends with an error, because no browser began it.
console-provider-test-link = Open the sign-in page
console-provider-preview = Preview a sign-in
console-provider-preview-heading = Preview a sign-in with { $name }
console-provider-preview-text = Paste the claims of an account as the provider sends them: the object of the ID token, or the answer of its userinfo endpoint. Nothing is sent, and nothing is stored.
console-provider-preview-claims = Claims
console-provider-preview-claims-hint = A JSON object
console-provider-preview-emails = Email addresses
console-provider-preview-emails-hint = The list of the provider, as JSON. It may stay empty.
console-provider-preview-stored = Nothing was stored.
console-arrival-sign-in = The account is linked: { $name } signs in.
console-arrival-add-user = A user is added: { $name }.
console-arrival-prove-address = The verified address is that of a user: a user signs in here first, then the account is linked to them.
console-arrival-prove-user = No user is added: a user signs in here first, then the account is linked to them.
console-arrival-disabled = Refused: the user is disabled.
console-arrival-not-linked = Refused: the account is not linked, and the provider accepts linked accounts only.
console-arrival-domain = Refused: the account has no verified address in the domains of the provider.

### Applications

console-applications-none = No application is registered yet.
console-new-application = New application
console-application-name = Name
console-kind = Kind
console-kind-web = Web application
console-kind-web-text = Its server keeps a secret.
console-kind-single-page = Single-page application
console-kind-single-page-text = It runs in the browser, without a secret.
console-kind-native = Native application
console-kind-native-text = On a phone or a desktop, without a secret.
console-kind-service = Service
console-kind-service-text = A program that acts for itself, with a secret and without users.
console-redirect-uris = Redirect URIs
console-redirect-uris-hint = One per line. The browser returns to one of them after sign-in. They are compared byte for byte. A service needs none.
console-register = Register
console-registered = { $name } is registered
console-secret-rotated = The new secret of { $name }
console-client-id = Client ID
console-client-secret = Client secret
console-secret-once = Copy the secret now: it is not shown again. If you lose it, make a new one.
console-public-text = The application has no secret. It must use PKCE.
console-settings = Settings to paste
console-settings-text = Most libraries need only the issuer, the client ID and the secret. These are the whole settings for common frameworks.
console-public = Without a secret
console-confidential = With a secret
console-scope = Scope
console-grants = Grants
console-audiences = Audiences
console-rotate-secret = Replace the secret
console-secret-made = Secret made

### Refused redirect URIs

console-refused-addresses-count = { $count ->
    [one] A redirect URI of this application was refused within the last day.
   *[other] { $count } redirect URIs of this application were refused within the last day.
  }
console-refused-addresses-see = Compare
console-refused-addresses-heading = Refused redirect URIs of { $name }
console-refused-addresses-text = Sign-ins asked to return to these addresses, and the server refused. A redirect URI must be equal to a registered one, byte for byte.
console-refused-addresses-warning = Anybody can make the server refuse an address: this list may hold addresses of an attacker. Allow an address only if it is yours.
console-refused-addresses-limit = The list holds the last five addresses of the last day. It is in the memory of this server process: it is empty after a restart, and each node has its own.
console-refused-addresses-none = No redirect URI was refused within the last day.
console-refused-address = Refused
console-refused-nearest = Nearest registered
console-refused-count = { $count ->
    [one] once
   *[other] { $count } times
  }
console-refused-unregistered = The application has no registered redirect URI.
console-address-scheme = Scheme: registered { $registered }, refused { $refused }
console-address-host = Host: registered { $registered }, refused { $refused }
console-address-port = Port: registered { $registered }, refused { $refused }
console-address-path = Path: registered { $registered }, refused { $refused }
console-address-query = Query: registered { $registered }, refused { $refused }
console-address-fragment = Fragment: registered { $registered }, refused { $refused }
console-address-slash-added = The refused address ends with a slash, the registered one does not.
console-address-slash-missing = The registered address ends with a slash, the refused one does not.
console-address-case = Only capital letters differ here.
console-address-nothing = none
console-allow-address = Allow exactly this address
console-not-allowed = It can't be registered: { $reason }
console-back-to-application = Back to the application

### Token preview

console-preview = Preview
console-preview-tokens = Preview tokens
console-ask-preview-heading = Preview the tokens of { $name }
console-ask-preview-text = It shows the claims that the application would get about a user now. Nothing is issued, and nobody acts as the user. An event says who looked at whose claims.
console-preview-user = Username or mail address
console-preview-unknown-user = You can see no user with this username or mail address.
console-preview-heading = What { $name } gets about { $user }
console-preview-text = These claims would be issued now. The user may refuse a scope at sign-in.
console-preview-access = May use the application
console-preview-no-access = No. The application is for certain users and groups, and the user is none of them.
console-preview-refused = Nothing would be issued: expected { $expected }, got { $got }.
console-preview-id-token = ID token
console-preview-access-token = Access token
console-preview-userinfo = Userinfo
console-preview-needs-openid = There is none without the scope openid.
console-preview-opaque = The access tokens of this application are opaque. They hold no claims.
console-preview-again = Another user or scope
console-reason-server = The server sets it.
console-reason-application = From the request and the registration of the application
console-reason-sign-in = From the sign-in of the user
console-reason-token = Each token has its own.
console-reason-subject = The identifier of the user. It needs no scope.
console-reason-record = From the record of the user, opened by the scope { $scope }
console-reason-attribute = From the attribute { $attribute }, opened by the scope { $scope }
console-reason-none = The user has none here.
console-way-everyone = Every user may.
console-way-named = The application names the user.
console-way-by-name = on the record of the user, by name
console-way-directly = given to the user
console-way-through = from the group { $groups }

### Undo

console-undo = Undo

### The trial of an application

console-try = Try it
console-try-heading = Try { $name }
console-try-text = You sign in as a user of the application does, on the same pages. Then you see what the application would get. The application itself gets nothing, and no token can be used afterwards.
console-try-no-redirect-uri = The application has no redirect URI, so no user can sign in to it. Register one first.
console-try-redirect-uri = Redirect URI
console-try-prompt = What to ask
console-try-prompt-usual = Only what is necessary
console-try-prompt-login = A new sign-in (prompt=login)
console-try-prompt-consent = Consent again (prompt=consent)
console-try-prompt-select-account = Which account (prompt=select_account)
console-tried-heading = What { $name } gets
console-tried-user = Signed in as { $user }
console-tried-unseen = A user signed in whom you can't see, so the code was not exchanged.
console-tried-text = The application got nothing. A consent was not remembered, and the access has ended.
console-tried-request = 1. The authorization request
console-tried-answer = 2. The answer at the redirect URI
console-tried-exchange = 3. The token request
console-tried-exchange-text = Only a hash of the client secret is stored, so the client authentication is not tried.
console-tried-response = 4. The token response
console-tried-hidden = Not shown
console-tried-reason = Expected { $expected }, got { $got }.
console-tried-again = Try again
console-try-means-response-type = The application asks for a code.
console-try-means-client-id = The application
console-try-means-redirect-uri = Where the answer goes. It must be registered exactly like this.
console-try-means-scope = What the application asks for, and what it gets
console-try-means-state = Must come back unchanged, or the answer belongs to another browser.
console-try-means-nonce = Must be in the ID token, or the token belongs to another sign-in.
console-try-means-code-challenge = The hash of a secret of the application (PKCE)
console-try-means-code-challenge-method = How the secret is hashed
console-try-means-prompt = What the user is asked in any case
console-try-means-code = Works once, for this application, within a minute
console-try-means-iss = The issuer, so that the application finds the right server
console-try-means-error = The kind of error
console-try-means-error-description = A sentence for developers
console-try-means-grant-type = The application exchanges a code.
console-try-means-code-verifier = The secret of the code challenge (PKCE)
console-try-means-access-token = For APIs. It is not made here.
console-try-means-token-type = Whoever has the access token may use it.
console-try-means-expires-in = The lifetime of the access token in seconds
console-try-means-id-token = Says who signed in. It is not made here.
console-try-means-refresh-token = For new access tokens. It is not made here.
console-try-fix-client = Enable the application on its page.
console-try-fix-grant-type = Register the grant type authorization_code for the application: valetkey client edit.
console-try-fix-response-type = Register the grant type authorization_code for the application: valetkey client edit.
console-try-fix-scope = Ask for less, or let the application request this scope: valetkey client edit.
console-try-fix-session = Sign in when the page asks for it, and do not sign out before the code is exchanged.
console-try-fix-consent = The user did not allow the scope. Try again and press “Allow”.
console-try-fix-access = Name the user or one of the user’s groups for the application, or open it for every user: valetkey client edit.
console-try-fix-network = Sign in from a network that the application allows, or allow this one: valetkey client edit.
console-try-fix-terms = Accept the terms when the page asks for it.
console-try-fix-user = Enable the user on the user’s page.
console-try-fix-code = A code counts once and for a minute. Reloading this page sends it again. Try again.
console-try-fix-acr-values = Sign in with the factors that the application requires.
console-try-fix-other = The error says what was wrong. docs/operating.md and the log of the server say more.

### Signing keys

console-keys-text = Tokens are signed with these keys. They rotate by themselves.
console-keys-time-line = On the line of a key, the thin part is the time when it is published, the thick part the time when it signs, and the upright mark is now. The same moments are below in words.
console-keys-none = No signing keys yet.
console-key-next = Next
console-key-signing = Signing
console-key-retiring = Retiring
console-key-expired = Expired
console-key-published-from = Published from
console-key-signs-from = Signs from
console-key-signs-until = Signs until
console-key-planned = planned
console-key-until = Leaves the key set

### Webhooks

console-webhooks-text = A webhook is an address of yours that gets events as they happen. It sees what a reader of the events sees.
console-webhooks-none = There is no webhook yet.
console-new-webhook = New webhook
console-webhook-name-hint = Lower-case letters, digits and hyphens. It can't be changed later.
console-webhook-url = Address
console-webhook-url-hint = An https address. It gets each event as a POST of JSON, with a signature.
console-webhook-kinds = Kinds of events
console-webhook-kinds-hint = One per line, such as user.added, or its first word such as user. Leave it empty for all.
console-webhook-known-kinds = Show all kinds
console-webhook-all-kinds = All
console-webhook-personal = Personal values
console-webhook-personal-hint = Send network addresses and the values before and after an edit too.
console-webhook-personal-yes = Network addresses and edited values are sent.
console-webhook-personal-no = Network addresses and edited values are not sent.
console-webhook-disabled-hint = Nothing is sent, and the messages that wait are dropped.
console-webhook-messages = Messages
console-webhook-waiting = { $count ->
    [0] No message waits.
    [one] 1 message waits.
   *[other] { $count } messages wait.
  }
console-webhook-given-up = { $count ->
    [0] None was given up.
    [one] 1 was given up.
   *[other] { $count } were given up.
  }
console-webhook-more = There are more than these.
console-webhook-due = Is sent next
console-webhook-next-attempt = Next attempt: { $moment }
console-webhook-given-up-at = Given up: { $moment }
console-webhook-failed = { $count ->
    [one] 1 failed attempt
   *[other] { $count } failed attempts
  }
console-webhook-test = Send a test event
console-webhook-test-failed = The test event did not arrive: { $reason }
console-webhook-retry = Send the given-up messages again
console-webhook-replay-heading = Send an event again
console-webhook-event = Identifier of the event
console-webhook-event-hint = The receiver knows it as webhook-id. This command shows it too: valetkey event list --json
console-webhook-replay = Send it again
console-webhook-secret = Secret
console-webhook-added = The webhook { $name } is added
console-webhook-secret-text = The receiver verifies the signature of each message with it, as Standard Webhooks says.
console-webhook-rotate-text = The next page shows the new secret once. While the old secret counts, each message has a signature of both.
console-webhook-keep-old = How long the old secret signs too
console-webhook-keep-none = Not at all: it leaked
console-webhook-keep-hour = An hour
console-webhook-keep-day = A day
console-webhook-keep-week = A week
console-webhook-old-secret = The old secret signs messages too until { $moment }.

### Events

console-event-user = User
console-event-client = Client ID
console-event-kind = Kind
console-event-any-kind = Any kind
console-events-none = No such events.
console-events-follow = Follow
console-events-followed = This page loads itself again every 10 seconds, for an hour. New events come first.
console-events-stop = Stop following
console-event-by = by { $actor }
console-event-changed = changed: { $fields }

### Settings

console-settings-general = General
console-settings-sign-in = Sign-in
console-settings-networks = Networks
console-settings-sessions = Sessions
console-settings-tokens = Tokens
console-settings-branding = Look of the pages
console-settings-of = { $group } of { $tenant }
console-settings-effect = A change counts within seconds.
console-settings-lengths = A length of time is a number with s, m, h or d, such as 10m or 30d. Leave a field empty to take the value of the configuration.
console-settings-of-server = Settings of the server
console-settings-of-server-text = The configuration file of the server sets these. They count after a restart.
console-source-default = default
console-source-configuration = configuration of the server
console-source-here = set here
console-source-file = from a file
console-setting-none = None
console-setting-failed = { $title }: { $reason }
console-setting-on = On
console-setting-off = Off
console-setting-otherwise = If empty: { $value }.
console-setting-name-hint = For administrators.
console-setting-self-deletion = Users may delete their account themselves
console-setting-strength = Every sign-in needs
console-strength-one-factor = One factor
console-strength-two-factors = Two factors
console-strength-phishing-resistant = Two factors, one of them a passkey
console-setting-mail-sign-in = A code by mail instead of a password
console-setting-confirm-by-mail = A code by mail beside the password
console-confirm-never = Never
console-confirm-new-device = On a new device
console-confirm-always = At each sign-in
console-setting-trusted-devices = Users may trust a device, which then skips the second step
console-setting-passkey-models = Models of passkeys
console-setting-passkey-models-hint = AAGUIDs, one per line. Each authenticator must prove its model. Leave it empty for all.
console-setting-sign-in-from = Users sign in only from
console-setting-sign-in-from-hint = Networks such as 192.0.2.0/24, one per line. Leave it empty for all. The rule counts for you too: without your own network, you cannot sign in.
console-setting-one-factor-from = One factor is enough from
console-setting-networks-hint = Networks such as 192.0.2.0/24, one per line. Leave it empty for none.
console-setting-session = A session lasts
console-setting-kept-session = With Stay signed in, it lasts
console-setting-kept-session-hint = 0s: users cannot choose it.
console-setting-session-idle = It ends without use after
console-setting-session-idle-hint = 0s: no limit.
console-setting-interaction = A page may stay open for
console-setting-authorization-code = Authorization code
console-setting-access-token = Access token
console-setting-id-token = ID token
console-setting-refresh-token-idle = Refresh token that is not used
console-setting-grant = Access of an application
console-setting-algorithms = Signature algorithms
console-setting-algorithms-hint = The preferred one first, with spaces between them, such as ES256 RS256.
console-setting-brand-name = Name on pages
console-setting-accent = Colour of buttons and links
console-setting-colour-hint = Six hexadecimal digits such as #0e5a58. It must be readable.
console-setting-accent-dark = Colour of buttons and links on dark pages
console-setting-background = Colour around the card
console-setting-background-dark = Colour around the card on dark pages
console-setting-corner-radius = Radius of corners
console-setting-corner-radius-hint = Pixels, from 0 to 32.
console-setting-support-uri = Help
console-setting-support-uri-hint = An https or a mailto address. The other two are https addresses.
console-setting-privacy-uri = Privacy policy
console-setting-terms-uri = Terms of service
console-setting-registration = Users may register
console-setting-console-strength = The console needs
console-logos = Logos
console-logos-text = A logo is shown in place of the name: PNG, SVG or WebP, at most 64 KiB. Without a logo for dark pages, the other one is shown there too.
console-logo-light = Logo
console-logo-dark = Logo for dark pages
console-back-to-settings = Back to the settings

### Tenants

console-tenants-text = Each tenant has its own issuer, users, applications and keys. Only administrators of the first tenant see this page.
console-new-tenant = New tenant
console-tenant-name-hint = Lower-case letters, digits and hyphens. It can't be changed later.
console-tenant-issuer-hint = The address of the tenant, such as https://id.example.com/acme. It must lead to this server.
console-tenant-set-up-link = Link for the first administrator

### After an operation

console-notice-set-up = The administrator is set up. Keep your second factor safe.
console-notice-nothing-changed = Nothing changed, so nothing was stored.
console-notice-user-disabled = { $name } is disabled.
console-notice-user-enabled = { $name } is enabled.
console-notice-user-signed-out = { $name } is signed out everywhere.
console-notice-factors-removed = The factors of { $name } are removed.
console-notice-user-unlocked = { $name } is unlocked.
console-notice-user-leaves = { $name } is deleted in 14 days, unless they return.
console-notice-user-kept = { $name } is kept.
console-notice-session-ended = The session { $name } ended.
console-notice-access-withdrawn = { $name } has no access any more.
console-notice-method-removed = { $name } is removed.
console-notice-role-granted = The role { $name } is granted.
console-notice-role-taken-away = The role { $name } is taken away.
console-notice-group-added = The group { $name } is added.
console-notice-group-saved = The group { $name } is saved.
console-notice-group-removed = The group { $name } is removed.
console-notice-member-added = { $name } is a member now.
console-notice-member-removed = { $name } is not a member any more.
console-notice-role-added = The role { $name } is added.
console-notice-role-saved = The role { $name } is saved.
console-notice-role-removed = The role { $name } is removed.
console-notice-scope-added = The scope { $name } is added. Applications get its claims within seconds.
console-notice-scope-saved = The scope { $name } is saved. Applications get its claims within seconds.
console-notice-scope-removed = The scope { $name } is removed.
console-notice-attribute-added = The attribute { $name } is added.
console-notice-attribute-saved = The attribute { $name } is saved. Applications get its value within seconds.
console-notice-provider-added = The identity provider { $name } is added. Register its redirect URI there.
console-notice-provider-saved = The identity provider { $name } is saved.
console-notice-provider-removed = The identity provider { $name } is removed.
console-notice-attribute-removed = The attribute { $name } is removed.
console-notice-user-removed = { $name } is removed.
console-notice-user-saved = { $name } is saved.
console-notice-invitation-sent = The invitation to { $name } is on its way.
console-notice-application-saved = { $name } is saved.
console-notice-address-allowed = { $name } is a redirect URI of the application now.
console-notice-application-disabled = { $name } is disabled.
console-notice-application-enabled = { $name } is enabled.
console-notice-application-removed = { $name } is removed.
console-notice-settings-saved = The settings of { $name } are saved. They count within seconds.
console-notice-tenant-added = The tenant { $name } is added. Make a link for its first administrator.
console-notice-tenant-removed = The tenant { $name } is removed.
console-notice-tenant-removed-in-part = The tenant { $name } is removed and not served any more. It has more records than one request removes: valetkey tenant remove { $name } removes the rest.
console-notice-webhook-saved = The webhook { $name } is saved.
console-notice-webhook-removed = The webhook { $name } is removed.
console-notice-webhook-tested = The test event arrived at { $name }.
console-notice-webhook-replayed = The messages to { $name } are sent again.
console-notice-keys-rotated = New signing keys are in use.
