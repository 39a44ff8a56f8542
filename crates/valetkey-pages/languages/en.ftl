# Every message of every page, in English. This file is the yardstick: each other language has the same
# messages with the same variables.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Error: { $page }
continue = Continue
cancel = Cancel
signed-in-as = Signed in as { $account }
opens-in-a-new-tab = (opens in a new tab)
duration-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
  }
duration-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
  }
duration-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
  }
duration-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = just now
moment-minutes = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
  }
moment-hours = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
  }
moment-days = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date }, { $time } UTC
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
language-label = Language
language-submit = Change
footer-support = Help
footer-privacy = Privacy policy
footer-terms = Terms of service

### Sign in

login-heading = Sign in
login-heading-application = Sign in to { $application }
login-username = Username or email
login-password = Password
login-submit = Sign in
login-use-passkey = Use a passkey
login-failure-passkey = That passkey did not work. Use another one, or sign in with your password.
login-reason-fresh-sign-in = The application asks you to enter your password again, even though you are signed in already.
login-reason-session-too-old = You signed in a while ago. The application asks you to confirm that it is still you.
login-reason-another-account = Sign in with the account you want to use.
login-reason-confirm-change = You are about to change your account, and you signed in more than five minutes ago. Confirm that it is still you.
login-reason-second-step = A second step is needed here. Enter your password first.
login-failure-wrong-credentials = That username and password do not match. Check both and try again.
login-failure-incomplete = Enter both your username and your password.
login-failure-too-many-attempts = There were too many failed attempts. Wait { $wait }, then try again. Until then no password is checked, not even the right one.
login-failure-expired = This page was open for too long. Please enter your password once more.
login-failure-busy = Too many people are signing in right now. Please try again in a moment.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = or
login-provider = Sign in with { $provider }
login-provider-cancelled = You cancelled the sign-in at { $provider }. You can try again, or sign in another way.
login-provider-unreachable = { $provider } does not answer right now. Try again in a minute, or sign in another way.
login-provider-failed = The sign-in with { $provider } did not work. Try again, or sign in another way.
login-provider-not-set-up = The sign-in with { $provider } is not set up correctly here. Sign in another way, and tell the administrator.
login-provider-not-offered = You can't sign in with { $provider } here any more. Sign in another way.
login-provider-not-linked = No account here is linked to this { $provider } account. Sign in another way, then link it on your account page.
login-provider-not-allowed = This { $provider } account may not sign in here.
login-provider-link-after-sign-in = To use this { $provider } account here, sign in to your account once. After that, you can sign in with { $provider }.
login-provider-address-is-known = There is an account here with the email address of your { $provider } account. Sign in to it once. After that, you can sign in with { $provider }.

### Second step

second-step-heading = Confirm that it is you
second-step-account = Signing in as { $account }
second-step-authenticator = Open your authenticator app and enter the code that it shows for this account.
second-step-authenticator-label = Code of six digits
second-step-recovery-code = Enter one of your recovery codes. Each code works once.
second-step-recovery-code-label = Recovery code
second-step-submit = Continue
second-step-other-ways = Try another way
second-step-use-authenticator = Use the authenticator app
second-step-use-recovery-code = Use a recovery code
second-step-restart = Use another account
second-step-reason = You are signed in. This page asks for a second step.
second-step-reason-application = You are signed in. { $application } asks for a second step.
second-step-failure-wrong-code = That code is wrong, has expired or was used before. Enter a new one.
second-step-failure-incomplete = Enter the code.
second-step-failure-too-many-attempts = There were too many failed attempts. Wait { $wait }, then try again. Until then no code is checked, not even the right one.
second-step-failure-expired = This page was sent too often. Please enter the code once more.

authenticator-heading = Authenticator app
authenticator-reason = You need a second step to sign in here. Add an authenticator app now.
authenticator-reason-application = { $application } asks for a second step when you sign in. Add an authenticator app now.
authenticator-step-app = Open an authenticator app on your phone. If you have none, install one: any app for one-time codes works.
authenticator-step-scan = Scan this picture with the app.
authenticator-qr = QR code with the key for the authenticator app
authenticator-type-key = Type the key instead
authenticator-key = Key
authenticator-account = Account
authenticator-step-code = Enter the code that the app shows now. The app counts from then on.
authenticator-confirm = Add the app
authenticator-wrong-code = That code does not fit. Check that the clock of your phone is right, and enter the code that the app shows now.
authenticator-added = You have an authenticator app. After your password you are asked for its code.
authenticator-remove-text = To use another phone, remove the app and add it there. You can still sign in with your other second factors.
authenticator-remove-with-codes = To use another phone, remove the app and add it there. Until then your password alone signs you in, and your recovery codes stop working.
authenticator-remove = Remove the app
authenticator-notice-added = The authenticator app was added.
authenticator-notice-removed = The authenticator app was removed.

recovery-codes-heading = Recovery codes
recovery-codes-text = A recovery code signs you in when your phone is not at hand. Each code works once.
recovery-codes-left = { $count ->
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
  }
recovery-codes-few = Make new ones before you run out.
recovery-codes-make-text = New codes replace the old ones, which stop working.
recovery-codes-make = Make new codes
recovery-codes-none = You have no recovery codes. You get them with your first second factor, such as an authenticator app.
recovery-codes-new-heading = Save your recovery codes
recovery-codes-new-text = With a recovery code you can sign in when your phone is lost. Each code works once. We show them only now: download or print them, and keep them in a safe place.
recovery-codes-account = Account: { $account }
recovery-codes-print = To print this page, use the menu of your browser.
recovery-codes-download = Download as text
recovery-codes-saved = I saved them

### Signed in already

signed-in-heading = You are already signed in
signed-in-account = Go to your account

### Account chooser

chooser-heading = Choose an account
chooser-heading-application = Choose an account for { $application }
chooser-text = You are signed in on this browser already.
chooser-continue-as = Continue as { $account }
chooser-another = Use another account

### Consent

consent-heading = Allow { $application } to access your account?
consent-title = Allow access
consent-list = If you allow it, { $application } can:
consent-writing = It can also change things for you:
consent-offline = And it keeps this access:
consent-return = You will return to { $host }
consent-remembered = Your choice to allow this is remembered, so you are not asked every time. You can withdraw it at any time on your account page.
consent-allow = Allow
consent-deny = Deny
consent-policy = Privacy policy
consent-terms = Terms of service

scope-openid = Confirm who you are when you sign in
scope-profile = See your name and the rest of your basic profile
scope-email = See your email address and whether it is confirmed
scope-address = See your postal address
scope-phone = See your phone number and whether it is confirmed
scope-roles = See which roles you have here
scope-groups = See which groups you are in
scope-offline-access = Keep this access while you are away, until you withdraw it
scope-other = Use this permission:

### Sign out

logout-heading = Sign out?
logout-text = You will be signed out here. Applications you opened with this account are told about it where they support that.
logout-text-application = { $application } asks to sign you out. Other applications you opened with this account are told about it where they support that.
logout-missing-return = The application gave an address to return to, but we do not know that the address belongs to it. You will stay here after you sign out.
logout-submit = Sign out
logout-stay = Stay signed in

logged-out-heading = You are signed out
logged-out-text = This browser is no longer signed in here.
logged-out-missing-return = The application gave an address to return to, but we do not know that the address belongs to it. So you stay here. You are signed out all the same.
logged-out-told-list = Applications
logged-out-told = Told to sign you out
logged-out-not-told = Not reached – close it or sign out there yourself
logged-out-return = Return to { $application }
logged-out-return-unnamed = Return to the application
logged-out-sign-in = Sign in again

### Account

account-heading = Your account
account-menu = Account
account-menu-overview = Overview
account-menu-security = Security
account-menu-devices = Devices
account-menu-apps = Applications
account-menu-activity = Activity
account-about-activity = What happened in your account.
account-menu-profile = Profile
account-about-profile = What your account says about you.
account-about-security = How you sign in.
account-about-devices = Where you are signed in.
account-about-apps = Which applications can use your account, and what each can do.
account-username = Username
account-email = Email
account-email-verified = Confirmed
account-email-unverified = Not confirmed
account-applications-heading = Applications with access
account-applications-count = { $count ->
    [one] One application can use your account.
   *[other] { $count } applications can use your account.
  }
account-applications-none = No application has access to your account. When you allow one, it is listed here.
account-application-can = { $application } can:
account-withdraw = Withdraw access
account-withdrawn = { $application } no longer has access to your account. Services that it uses on your behalf may take a while to notice.
account-sign-out = Sign out

### Account: profile

profile-text = Applications see these values only where you allow it. Leave empty what you do not want to say.
profile-save = Save
profile-saved = Your profile is saved.
profile-failure-wrong-values = Nothing is saved yet. Correct the marked values.
profile-failure-changed = Your account was changed meanwhile, so nothing is saved. These are the present values.
profile-hint-text = This is too long, or has characters that nobody can see.
profile-hint-web = A web address such as https://example.org/ada
profile-hint-birthdate = Year, month and day such as 1815-12-10. For the year 0000 it stays unsaid.
profile-hint-zoneinfo = A time zone such as Europe/London
profile-hint-locale = A language such as en or pt-BR
profile-hint-phone = With the country code, such as +442079460123

### Account: security

security-password = Password
security-password-set = You have a password.
security-password-none = You have no password.
security-password-change = Change
security-password-add = Set a password
security-authenticator = Authenticator app
security-authenticator-on = You have an authenticator app.
security-authenticator-off = You have no authenticator app.
security-add = Add
security-change = Change
security-recovery-codes = Recovery codes
security-recovery-codes-on = You have recovery codes.
security-recovery-codes-off = You get them with your first second factor.
security-see = See

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Linked accounts
security-linked-none = You sign in with no other account.
security-linked-count = { $count ->
    [one] You can sign in with one other account.
   *[other] You can sign in with { $count } other accounts.
  }
security-linked-manage = Manage
linked-text = With a linked account of another provider you can sign in here without a password.
linked-none = No account is linked.
linked-since = Linked
linked-last-used = Last used
linked-unlink = Unlink
linked-last-way = This is your only way to sign in. Set a password or link another account before you unlink it.
linked-more = Link an account
linked-link = Link { $provider }
linked-added = { $provider } is linked. You can sign in with it from now on.
linked-removed = { $provider } is no longer linked. You can't sign in with it any more.
linked-failure-cancelled = You cancelled at { $provider }. Nothing was linked.
linked-failure-unreachable = { $provider } does not answer right now. Nothing was linked. Try again in a minute.
linked-failure-taken = This { $provider } account is linked to another account here. Unlink it there first.
linked-failure-failed = Your { $provider } account could not be linked. Nothing has changed.

### Account: devices

devices-text = These browsers are signed in to your account. If you don't know one, sign it out and change your password.
devices-browser-system = { $browser } on { $system }
devices-unknown = Unknown browser
devices-this = This device
devices-signed-in = Signed in
devices-last-seen = Last seen
devices-applications = Applications
devices-end = Sign out
devices-end-others = { $count ->
    [one] Sign out one other device
   *[other] Sign out { $count } other devices
  }
devices-ended = { $count ->
    [one] One other device is signed out.
   *[other] { $count } other devices are signed out.
  }
devices-apps = A device that is signed out does not end the access of applications that may act while you are away. You find them under

### Account: applications

apps-sees = At the moment it sees:
apps-allowed = You allowed it
apps-opened = Last opened
apps-trusted = Of your organization
apps-trusted-text = Your organization runs this application, so you were not asked. It gets access again when you open it.

### Account: activity

activity-text = What happened in your account, newest first.
activity-none = Nothing yet.
activity-older = Older
activity-newest = Newest
activity-not-me-heading = That wasn't you?
activity-not-me-text = Every other device is signed out at once. Then you change your password.
activity-not-me = That wasn't me
activity-others-signed-out = Every other device is signed out. Change your password now, so that nobody can sign in with the old one.
event-application = an application
event-other = Something else happened:
event-signed-in = You signed in.
event-signed-out = A device was signed out.
event-consent-given = You allowed access to your account: { $application }
event-consent-withdrawn = You withdrew access to your account: { $application }
event-consent-withdrawn-by-other = An administrator withdrew access to your account: { $application }
event-grant-revoked = An application gave back its access: { $application }
event-grant-reuse = An application used a key twice, so its access ended: { $application }
event-token-revoked = An application gave back one of its keys: { $application }
event-user-added = Your account was made.
event-user-edited = You changed your profile.
event-user-edited-by-other = An administrator changed your profile.
event-user-disabled = Your account was disabled.
event-user-enabled = Your account was enabled.
event-password-set = You changed your password.
event-password-set-by-other = An administrator set a new password.
event-user-signed-out = An administrator signed you out everywhere.
event-factor-added = You added a second factor.
event-factor-removed = You removed a second factor.
event-factor-removed-by-other = An administrator removed a second factor of yours.
event-recovery-codes-made = You made new recovery codes.
event-recovery-code-used = You signed in with a recovery code.
event-user-unlocked = An administrator reset your failed sign-ins.
event-passkey-added = You added a passkey.
event-passkey-renamed = You renamed a passkey.
event-passkey-removed = You removed a passkey.
event-passkey-removed-by-other = An administrator removed a passkey.
event-passkey-clone = A passkey may have been copied, so a sign-in with it was refused. If you did not copy it, remove it.
event-password-reset = You set a new password because the old one was forgotten.
event-address-verified = Your email address was confirmed.
event-address-changed = Your email address was changed.
event-registered = You made your account.
event-invitation-accepted = You accepted an invitation.
event-link-made = An administrator made a link for you.
event-mail-requested = A mail to you was requested.
event-account-linked = An account at another provider was linked.
event-account-unlinked = An account at another provider was unlinked.
event-group-added = You became a member of a group.
event-group-removed = You are no longer a member of a group.
event-role-granted = You got a role.
event-role-taken = A role was taken from you.

### Claims

claim-name = Full name
claim-given-name = Given name
claim-family-name = Family name
claim-middle-name = Middle name
claim-nickname = Nickname
claim-profile = Profile page
claim-picture = Picture
claim-website = Website
claim-gender = Gender
claim-birthdate = Date of birth
claim-zoneinfo = Time zone
claim-locale = Language
claim-phone-number = Phone number
claim-address = Address
claim-street-address = Street and number
claim-locality = City
claim-region = State or region
claim-postal-code = Postal code
claim-country = Country
claim-roles = Roles
claim-groups = Groups
claim-sub = Identifier

### Account: password

password-heading = Change password
password-heading-first = Set a password
password-text = You stay signed in on this device. Everywhere else you are signed out, and applications that you opened there lose their access.
password-current = Current password
password-new = New password
password-again = New password once more
password-rule = At least { $count } characters. A few unrelated words are good; a password that you use elsewhere is not.
password-changed = Your password is changed. You are signed out everywhere else.
password-failure-wrong-current = That is not your current password. Try again.
password-failure-missing = Enter the new password in both fields.
password-failure-different = The two new passwords are not the same. Enter the new password in both fields.
password-failure-too-short = The new password needs at least { $count } characters.
password-failure-too-long = The new password can have at most { $count } characters.
password-failure-not-text = The new password can only have letters, digits, punctuation, symbols and spaces.
password-failure-common = That password is one of the first that an attacker tries. Choose another one.

### Account: passkeys

security-passkeys = Passkeys
security-passkeys-count = { $count ->
    [0] You have no passkey.
    [one] You have 1 passkey.
   *[other] You have { $count } passkeys.
  }
security-passkeys-change = Manage
passkeys-heading = Passkeys
passkeys-about = With a passkey you sign in without a password: your device asks for your fingerprint, your face or a PIN. It works at this address only, so a fake page cannot use it.
passkeys-place-synchronised = Synced between your devices
passkeys-place-device = On this one device
passkeys-added = Added
passkeys-used = Last used
passkeys-never-used = Never
passkeys-name = Name
passkeys-new-name = Name (optional)
passkeys-rename = Rename
passkeys-remove = Remove
passkeys-add-heading = Add a passkey
passkeys-add = Add a passkey
passkeys-exists = This device has a passkey for your account already.
passkeys-failed = Your device made no passkey. Try again, or use another device.
passkeys-not-in-this-browser = This browser has no passkeys.
passkeys-need-javascript = Passkeys need JavaScript. Everything else works without it.
passkeys-not-here = Browsers offer no passkeys at this address: they need https and a domain name.
passkeys-failure-not-verified = The passkey could not be checked, so it was not added. Try again.
passkeys-failure-name = Enter a name of 1 to 64 characters.
passkeys-failure-too-many = You have as many passkeys as an account can have. Remove one first.
passkeys-was-added = { $name } was added. You can sign in with it from now on.
passkeys-was-renamed = The passkey is now called { $name }.
passkeys-was-removed = { $name } was removed. Nobody can sign in with it any more.

### Welcome

welcome-heading = One account for your applications
welcome-text = You sign in here once. Applications receive a key that opens only what you allow, and never your password.
welcome-start = Do you want to use an application? Start there: it sends you here when it needs to know who you are.
welcome-sign-in = Sign in to your account

### Continue to the application (form post)

form-post-heading = Returning to the application
form-post-heading-application = Returning to { $application }
form-post-heading-request = One moment
form-post-text = If nothing happens, press Continue.
form-post-unsafe = The address of the application is not a safe one, so we do not continue.

### Errors

error-unknown-client-heading = This application is not known here
error-unknown-client-text = The application that sent you here is not registered with this server. You did nothing wrong.
error-unknown-client-advice = Tell the people who run the application. They need to register it first.

error-redirect-uri-mismatch-heading = We cannot send you back to that address
error-redirect-uri-mismatch-text = The application asked us to send you to an address that was not agreed with it. To keep your account safe, we stopped here.
error-redirect-uri-mismatch-advice = Go back to the application and try again. If this page returns, tell the people who run it.

error-bad-request-heading = This link does not work
error-bad-request-text = The request that reached us is incomplete or damaged.
error-bad-request-advice = Go back to the application and start again from there.

error-session-expired-heading = This page was open for too long
error-session-expired-text = For your safety, a page like this one works for a limited time only. Nothing was changed.
error-session-expired-advice = Open the page again, or go back to the application and start again there.

error-cookies-missing-heading = Your browser sent no cookie
error-cookies-missing-text = This page needs a cookie, and none arrived. Either your browser blocks cookies here, or they were deleted after the page was opened. Nothing was changed.
error-cookies-missing-advice = Allow cookies for this website, then start again.

error-other-browser-heading = This page belongs to another browser
error-other-browser-text = The page was opened in another browser, in a private window, or before the cookies were deleted here. Nothing was changed.
error-other-browser-advice = Start again in the browser that you want to use.

error-form-damaged-heading = This page no longer works
error-form-damaged-text = The form carries a value that this server did not make or no longer recognizes. That happens when an address was cut off, or when the server was set up anew. Nothing was changed.
error-form-damaged-advice = Go back to the application and start again from there.

error-wrong-address-heading = You are at another address of this server
error-wrong-address-text = The page was opened under an address that this server does not use for signing in. Nothing was changed.
error-wrong-address-advice = Use the right address. If a link or the application brought you here, tell the people who run it.

error-request-expired-heading = This sign-in request has expired
error-request-expired-text = The request of the application works once, and for a short time only. It has expired, or was used already. Nothing was changed.
error-request-expired-advice = Go back to the application and start again from there.

error-other-site-heading = This form came from another website
error-other-site-text = For your safety we only accept forms from our own pages. Nothing was changed.
error-other-site-advice = If you wanted to do this, open our page yourself and try again there.

error-access-denied-heading = You do not have access
error-access-denied-text = Your account is not permitted to use this.
error-access-denied-advice = Ask the people who run the application to give you access.

error-too-many-requests-heading = Please wait a moment
error-too-many-requests-text = There were too many requests in a short time.
error-too-many-requests-advice = Wait a minute, then try again.

error-request-too-large-heading = That is too much at once
error-request-too-large-text = The request is larger than this server accepts.
error-request-too-large-advice = Go back to the application and start again from there.

error-method-not-allowed-heading = This page cannot be opened that way
error-method-not-allowed-text = The address is right, but it was opened in a way it is not meant for.
error-method-not-allowed-advice = Go back and use the buttons on the page.

error-not-found-heading = There is no page here
error-not-found-text = The address may be misspelled, or the page has moved.
error-not-found-advice = Check the address, or go back to where you came from.

error-server-error-heading = Something went wrong on our side
error-server-error-text = This is our fault, not yours. The people who run this server can see what happened.
error-server-error-advice = Please try again in a moment. If it keeps happening, pass on the reference below.

error-unavailable-heading = We will be back in a moment
error-unavailable-text = The server is busy or being maintained. Nothing was changed.
error-unavailable-advice = Please try again in a minute.

error-start-again = Start again
error-right-address = Go to the right address
error-reference = Reference
error-developers = For developers
error-developer-error = Error code
error-developer-check = Check that failed
error-developer-expected = Expected
error-developer-in-log = The server's log has it, in the line with this reference.
error-developer-seen = Received
error-developer-nothing = (nothing)

### Forgotten password, registration and links from mails

login-forgot = Forgot your password?
login-sign-up = Create an account
forgot-heading = Forgot your password?
forgot-text = Enter your username or your email address. If there is an account with it, we send a mail with a link to choose a new password.
forgot-failure-incomplete = Enter your username or your email address.
sign-up-heading = Create an account
sign-up-text = Enter your email address. We send you a mail to continue.
sign-up-address = Email address
sign-up-terms = I accept the terms of service
sign-up-terms-link = Read the terms of service
sign-up-failure-incomplete = Enter your email address.
sign-up-failure-not-an-address = That is not one email address such as name@example.org.
sign-up-failure-domain = People with an address of this domain cannot create an account themselves. Ask the operator of this server for an invitation.
sign-up-failure-terms = You can only create an account if you accept the terms of service.
ask-mail-submit = Send the mail
ask-mail-failure-too-many = Too many mails were asked for. Wait { $wait }, then try again. Perhaps a mail is in your junk folder.
mail-sign-in-heading = Sign in by mail
mail-sign-in-explanation = Enter your username or your email address. If there is an account with it, we send a mail with a link and a code.
mail-sign-in-confirm = Press the button to sign in as { $address }.

reset-heading = Choose a new password
reset-mail-sent = If there is an account with this name, a mail is on its way. Open its link, or type its code here. It can take a few minutes; look into your junk folder too.
register-heading = Finish your registration
register-mail-sent = A mail is on its way. Open its link, or type its code here. It can take a few minutes; look into your junk folder too.
register-name = Your name
invite-heading = Accept the invitation
choose-password-label = New password
choose-password-hint = At least { $count } characters. A few words that do not belong together are easy to remember and hard to guess.
choose-password-submit = Save and sign in
choose-password-failure-incomplete = Fill in every field.
choose-password-failure-too-short = A password has at least { $count } characters.
choose-password-failure-too-long = A password has at most 256 characters.
choose-password-failure-not-text = A password has letters, digits, punctuation and spaces, and no other characters.
choose-password-failure-like-account = This password is too much like your name, your address or the name of this service.
choose-password-failure-common = This password is known to people who guess passwords. Choose another one.
mail-code-label = Code from the mail
mail-failure-wrong-code = This is not the code from the mail. Check it and try again; after five attempts it no longer counts.
mail-send-again = Ask for a new mail

verify-heading = Confirm your email address
verify-text = Is { $address } your address?
change-address-heading = Confirm your new email address
change-address-text = Use { $address } for your account?
confirm-mail-sent = A mail is on its way. Open its link, or type its code here.
link-gone-heading = This link no longer works
link-gone-text = It was used already, or it is too old, or part of it is missing. Nothing was changed. You can ask for a new one.
invitation-gone-text = It was used already, or it is too old, or part of it is missing. If you have an account, sign in. Otherwise ask the person who invited you for a new invitation.
mail-other-browser-heading = Open this link in the other browser
mail-other-browser-text = For your safety this link works only in the browser in which you asked for it. Open it there, or type the code from the mail there.
address-verified-heading = Your email address is confirmed
address-verified-text = Thank you.
address-changed-heading = Your email address was changed
address-changed-text = From now on, mails go to your new address.
address-taken-heading = This address cannot be used
address-taken-text = The address belongs to another account. Nothing was changed.
mail-off-heading = This server sends no mail
mail-off-text = Ask the people who run this server: they can give you a link to choose a new password.
sign-up-off-heading = Registration is off
sign-up-off-text = Ask the operator of this server for an account.

account-email-none = Your account has no email address.
account-email-verify = Send a mail to confirm this address
account-email-new = New email address
account-email-about = We send a mail to the new address. Nothing changes before you open its link or type its code. Your old address gets a notice.
account-email-off = This server sends no mail, so you cannot change your address here. Ask the people who run it.
account-email-failure-same = This is your address already.
account-email-change = Change

### Mails

mail-greeting = Hello { $account },
mail-greeting-unknown = Hello,
mail-lifetime = The link works once, within { $time }.
mail-code = Or type this code on the page that asked for it:
mail-link-plain = If the button does not work, copy this address into your browser:
mail-go-to-sign-in = Go to the sign-in page

mail-test-subject = Test mail from { $host }
mail-test-text = This is a test. { $host } can send mail to this address.

mail-reset-subject = Choose a new password for { $host }
mail-reset-text = Somebody asked to choose a new password for your account at { $host }. If it was you, open the link.
mail-reset-action = Choose a new password
mail-reset-closing = If it was not you, do nothing: your password stays as it is. Give this link and this code to nobody.

mail-verify-subject = Confirm your email address for { $host }
mail-verify-text = Please confirm that this email address is yours.
mail-verify-action = Confirm this address
mail-verify-closing = If you have no account here, do nothing.

mail-change-subject = Confirm your new email address for { $host }
mail-change-text = Somebody asked to use this email address for an account at { $host }. If it was you, open the link.
mail-change-action = Use this address
mail-change-closing = If it was not you, do nothing: nothing changes.

mail-address-taken-subject = Your email address at { $host }
mail-address-taken-text = Somebody who is signed in with another account at { $host } tried to use this email address. It belongs to your account, so nothing changed.

mail-register-subject = Finish your registration at { $host }
mail-register-text = Somebody started to register at { $host } with this email address. If it was you, open the link.
mail-register-action = Continue
mail-register-closing = If it was not you, do nothing: no account is made.

mail-registered-subject = You already have an account at { $host }
mail-registered-text = Somebody started to register at { $host } with this email address, but you have an account already. If it was you, sign in. If you forgot your password, choose a new one on the sign-in page.

mail-invite-subject = You are invited to { $host }
mail-invite-text = You are invited to have an account at { $host }.
mail-invite-action = Accept the invitation
mail-invite-closing = If you do not want an account, do nothing.

mail-sign-in-subject = Your sign-in at { $host }
mail-sign-in-text = Somebody asked to sign in to your account at { $host }. If it was you, open the link in the same browser.
mail-sign-in-action = Sign in
mail-sign-in-closing = If it was not you, do nothing. Give this link and this code to nobody.

mail-password-changed-subject = Your password for { $host } changed
mail-password-changed-text = The password of your account at { $host } was changed.
mail-address-changed-subject = Your email address at { $host } changed
mail-address-changed-text = The email address of your account at { $host } was changed.
mail-new-device-subject = New sign-in at { $host }
mail-new-device-text = Your account at { $host } was used in a browser that we did not know.
mail-factor-added-subject = New way to sign in at { $host }
mail-factor-added-text = A way to sign in was added to your account at { $host }.
mail-factor-removed-subject = A way to sign in at { $host } was removed
mail-factor-removed-text = A way to sign in was removed from your account at { $host }.
mail-fact-factor = What
mail-fact-time = When
mail-fact-network-address = Network address
mail-fact-device = Browser
mail-not-me = If this was you, do nothing. If it was not you, choose a new password now. That ends every session.
mail-not-me-action = It was not me

### Codes by mail, trusted devices

login-mail = Email me a code
mail-sign-in-sent = If there is an account with this name and a confirmed email address, a mail is on its way. Type its code here, or open its link in this browser. It can take a few minutes; look into your junk folder too.
mail-sign-in-other-way = Sign in another way

second-step-mail-code = A mail with a code is on its way to the email address of your account. It can take a few minutes; look into your junk folder too.
second-step-mail-to-send = We send a mail with a code to the email address of your account.
second-step-use-mail-code = Use a code by mail
second-step-trust = Don't ask again on this device for { $time }
second-step-trust-hint = Choose this only on a device that nobody else uses. You can undo it on your account page, under Devices.

trusted-heading = Trusted devices
trusted-text = When you sign in with these browsers, you are not asked for your second step.
trusted-since = Trusted since
trusted-last-used = Last used
trusted-until = Until
trusted-forget = Ask again on this device
trusted-forgotten = You are asked for your second step on that device again.

event-device-trusted = You chose not to be asked for your second step on a device.
event-device-forgotten = You chose to be asked for your second step on a device again.

mail-code-alone = Type this code on the page that asks for it:
mail-code-lifetime = The code works once, within { $time }.
mail-confirm-subject = Your code for { $host }
mail-confirm-text = Somebody is signing in to your account at { $host }. If it is you, type the code.
mail-confirm-closing = If it is not you, choose a new password: somebody knows yours. Do not give this code to anyone.

### Other providers and reserved names

sign-up-failure-reserved = Nobody can create an account with this address themselves. Ask the operator of this server for an invitation.
logged-out-provider-text = You signed in with { $provider }. You are still signed in there.
logged-out-provider = Sign out of { $provider } too
logged-out-provider-failed = Your session at { $provider } could not be ended from here. Sign out there yourself.

### Account: attributes that the operator defines

profile-required = { $name } (required)
profile-not-set = Not set
profile-yes = Yes
profile-no = No
profile-hint-list = One entry on each line.
profile-hint-number = A number such as 7 or 1.5
profile-hint-required = Fill this in.

### Accounts: several in one browser, access to applications

account-switch = Switch account
accounts-heading = Accounts in this browser
accounts-signed-out = Signed out
accounts-sign-out-of = Sign out of { $account }
accounts-sign-out-this = Sign out of this account
accounts-sign-out-all = Sign out of all accounts in this browser
logged-out-others = Other accounts are still signed in in this browser.
logged-out-accounts = Show the other accounts
no-access-heading = No access
no-access-text = This account may not use { $application }.
no-access-ask = If you need access, ask the people who run this service.
login-keep = Stay signed in on this device
no-access-network = You may not use { $application } from this network.

### Passkeys during a sign-in

second-step-passkey = Use a passkey of this account. Your device asks for your fingerprint, your face or a PIN.
second-step-failure-passkey = That passkey did not work. Try again, or try another way.
second-step-passkey-was-added = Your passkey was added. Use it now to go on.
authenticator-use-passkey = Add a passkey instead
sign-in-passkey-reason = You need more than a password to sign in here. Add a passkey now.
sign-in-passkey-reason-application = { $application } asks for more than a password when you sign in. Add a passkey now.
sign-in-passkey-use-authenticator = Add an authenticator app instead
passkey-offer-heading = Sign in without a password next time?
passkey-offer-not-now = Not now
passkey-offer-later = If you choose "Not now", we do not ask again. You can add a passkey on your account page at any time.
event-passkey-offer-declined = You chose not to add a passkey.
passkeys-failure-model = Only certain security keys are accepted here, and this device did not prove that it is one of them. Use a security key from your organization, and allow the browser to show its make and model.

### Export and deletion of the account

account-menu-data = Your data
account-about-data = Download everything that we hold about you, or delete your account.
data-export-heading = Download your data
data-export-text = Everything that this server holds about you: your profile, how you sign in, your devices, applications and activity. Passwords, keys and codes are not in it.
data-export-html = Download to read (HTML)
data-export-json = Download for programs (JSON)
data-deletion-text = You are signed out everywhere. Within 14 days you can change your mind; then your account is gone for good.
data-deletion-open = Delete this account
deletion-heading = Delete your account
deletion-text = If you delete your account:
deletion-sessions = { $count ->
    [one] this device is signed out
   *[other] { $count } devices are signed out, this one too
  }
deletion-applications = { $count ->
    [0] no application has access to your account
    [one] one application loses access
   *[other] { $count } applications lose access
  }
deletion-day = on { $day } everything about you on this server is deleted for good
deletion-return = If you change your mind before that day, sign in and choose to keep your account.
deletion-export = You can download your data first:
deletion-submit = Delete my account
deletion-requested-heading = Your account will be deleted
deletion-requested-text = You are signed out everywhere. Your account is deleted on { $day }.
deletion-requested-mail = We sent you a mail about it.
keep-account-heading = Keep your account?
keep-account-text = This account will be deleted on { $day }, because you asked for it. You are signed in only if you choose to keep it.
keep-account-keep = Keep my account
keep-account-delete = Delete it as planned
event-data-exported = You downloaded your data.
event-deletion-requested = You asked to delete your account.
event-deletion-requested-by-other = An administrator marked your account for deletion.
event-deletion-cancelled = You kept your account.
event-deletion-cancelled-by-other = An administrator cancelled the deletion of your account.
mail-deletion-requested-subject = Your account at { $host } will be deleted
mail-deletion-requested-text = Somebody who is signed in to your account at { $host } asked to delete it. Until the day below, you can sign in and keep it.
mail-deletion-cancelled-subject = Your account at { $host } is kept
mail-deletion-cancelled-text = Your account at { $host } was going to be deleted. Somebody signed in to it and kept it.
mail-fact-deletion = Deleted on
export-heading = Data about { $account }
export-text = Everything that { $host } holds about this account, as of { $time }. Passwords, keys and codes are not in it.
export-nothing = Nothing.
export-account = Account
export-sign-in = Sign-in
export-sessions = Devices
export-consents = Permissions that you gave to applications
export-grants = Access of applications
export-mail-links = Links from mails that still work
export-events = Activity
export-email-verified = Email address confirmed
export-phone-number-verified = Phone number confirmed
export-granted-roles = Granted roles
export-disabled = Disabled
export-created-at = Created
export-updated-at = Changed
export-password-set = Password set
export-passkey = Your passkey
export-linked-account = Linked account
export-failed-sign-ins = Failed sign-ins
export-failures-forgotten = Days after which failed sign-ins no longer count
export-methods = Methods
export-expires-at = Ends
export-client-id = Application ID
export-application = Application
export-scope = Scope
export-allowed-at = Allowed
export-audiences = Audience
export-purpose = Purpose
export-kind = Kind
export-by = Done by
export-changed = Change
export-provider = Provider
export-provider-subject = Account at the provider
export-last-used-at = Last used
export-synchronised = Synchronised
export-left = Codes left

### Breached passwords

password-failure-breached = This password is in a list of passwords that were stolen from other services. Attackers try those first. Choose another one here, and change it wherever else you use it.

### The picture of the user

picture-change = Change your picture
picture-alt = Your picture
picture-none = You have no picture.
picture-elsewhere = Your picture is on another server.
picture-file = New picture
picture-hint = PNG, JPEG or WebP, at most 8 MB. We keep only the square in the middle, and we remove what the file says about place, time and camera. Applications that see your profile can see the picture too, and so can anyone who has its address.
picture-upload = Save the picture
picture-remove = Remove the picture
picture-saved = Your picture is saved.
picture-removed = Your picture is removed.
picture-failure-missing = Choose a file first.
picture-failure-too-large = This file is too large. A picture has at most 8 MB.
picture-failure-too-many-pixels = This picture has too many pixels. It has at most 10,000 on each side and 50 million in all.
picture-failure-format = This file is not a PNG, JPEG or WebP picture.
picture-failure-damaged = This picture is damaged. Open it in another program and save it again.
picture-failure-busy = Too many pictures are being saved. Try again in a moment.

### Terms that changed

terms-heading = The terms of service changed
terms-text = Please read the terms of service, version { $version }, and accept them to go on.
terms-decline = I do not accept them
event-terms-accepted = You accepted the terms of service.
event-claims-previewed = An administrator looked at the data that an application gets about you: { $application }
export-accepted-terms = Terms accepted

### Terms at the first sign-in

terms-heading-first = Accept the terms of service

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = New recovery codes at { $host }
mail-recovery-codes-made-text = New recovery codes were made for your account at { $host }. The old ones stopped working.
mail-recovery-code-used-subject = A recovery code was used at { $host }
mail-recovery-code-used-text = One of your recovery codes was used to sign in to your account at { $host }.
mail-account-linked-subject = An account was linked at { $host }
mail-account-linked-text = An account at another provider was linked to your account at { $host }. It can be used to sign in.
mail-account-unlinked-subject = An account was unlinked at { $host }
mail-account-unlinked-text = An account at another provider was unlinked from your account at { $host }. It can no longer be used to sign in.

### Places of addresses, and the way to the console

place-estimated = { $place } (estimated)
mail-fact-place = Place
account-console = Administration
account-about-console = Users, applications and the settings of the server.
