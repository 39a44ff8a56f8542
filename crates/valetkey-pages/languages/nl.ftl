# Every message of every page, in Dutch. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Fout: { $page }
continue = Doorgaan
cancel = Annuleren
signed-in-as = Ingelogd als { $account }
opens-in-a-new-tab = (opent in een nieuw tabblad)
duration-seconds = { $count ->
    [one] 1 seconde
   *[other] { $count } seconden
  }
duration-minutes = { $count ->
    [one] 1 minuut
   *[other] { $count } minuten
  }
duration-hours = { $count ->
    [one] 1 uur
   *[other] { $count } uur
  }
duration-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = zojuist
moment-minutes = { $count ->
    [one] 1 minuut geleden
   *[other] { $count } minuten geleden
  }
moment-hours = { $count ->
    [one] 1 uur geleden
   *[other] { $count } uur geleden
  }
moment-days = { $count ->
    [one] 1 dag geleden
   *[other] { $count } dagen geleden
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date } om { $time } UTC
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
language-label = Taal
language-submit = Wijzigen
footer-support = Hulp
footer-privacy = Privacybeleid
footer-terms = Servicevoorwaarden

### Sign in

login-heading = Inloggen
login-heading-application = Inloggen bij { $application }
login-username = Gebruikersnaam of e-mailadres
login-password = Wachtwoord
login-submit = Inloggen
login-use-passkey = Een passkey gebruiken
login-failure-passkey = Die passkey werkte niet. Gebruik een andere of log in met je wachtwoord.
login-reason-fresh-sign-in = De applicatie vraagt je om je wachtwoord opnieuw in te voeren, ook al ben je al ingelogd.
login-reason-session-too-old = Je hebt een tijdje geleden ingelogd. De applicatie vraagt je te bevestigen dat jij het nog bent.
login-reason-another-account = Log in met het account dat je wilt gebruiken.
login-reason-confirm-change = Je gaat je account wijzigen en je hebt meer dan vijf minuten geleden ingelogd. Bevestig dat jij het nog bent.
login-reason-second-step = Hier is een tweede stap nodig. Voer eerst je wachtwoord in.
login-failure-wrong-credentials = Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.
login-failure-incomplete = Voer zowel je gebruikersnaam als je wachtwoord in.
login-failure-too-many-attempts = Er waren te veel mislukte pogingen. Wacht { $wait } en probeer het dan opnieuw. Tot die tijd wordt geen enkel wachtwoord gecontroleerd, ook het juiste niet.
login-failure-expired = Deze pagina stond te lang open. Voer je wachtwoord nog een keer in.
login-failure-busy = Er loggen op dit moment te veel mensen in. Probeer het zo meteen opnieuw.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = of
login-provider = Inloggen met { $provider }
login-provider-cancelled = Je hebt het inloggen bij { $provider } geannuleerd. Probeer het opnieuw of log op een andere manier in.
login-provider-unreachable = { $provider } reageert op dit moment niet. Probeer het over een minuut opnieuw of log op een andere manier in.
login-provider-failed = Het inloggen met { $provider } is niet gelukt. Probeer het opnieuw of log op een andere manier in.
login-provider-not-set-up = Het inloggen met { $provider } is hier niet goed ingesteld. Log op een andere manier in en laat het de beheerder weten.
login-provider-not-offered = Je kunt hier niet meer inloggen met { $provider }. Log op een andere manier in.
login-provider-not-linked = Er is hier geen account gekoppeld aan dit { $provider }-account. Log op een andere manier in en koppel het daarna op je accountpagina.
login-provider-not-allowed = Dit { $provider }-account mag hier niet inloggen.
login-provider-link-after-sign-in = Log één keer in op je account om dit { $provider }-account hier te gebruiken. Daarna kun je inloggen met { $provider }.
login-provider-address-is-known = Er bestaat hier al een account met het e-mailadres van je { $provider }-account. Log daar één keer op in. Daarna kun je inloggen met { $provider }.

### Second step

second-step-heading = Bevestig dat jij het bent
second-step-account = Inloggen als { $account }
second-step-authenticator = Open je authenticator-app en voer de code in die de app voor dit account toont.
second-step-authenticator-label = Code van zes cijfers
second-step-recovery-code = Voer een van je herstelcodes in. Elke code werkt één keer.
second-step-recovery-code-label = Herstelcode
second-step-submit = Doorgaan
second-step-other-ways = Een andere manier proberen
second-step-use-authenticator = De authenticator-app gebruiken
second-step-use-recovery-code = Een herstelcode gebruiken
second-step-restart = Een ander account gebruiken
second-step-reason = Je bent ingelogd. Deze pagina vraagt om een tweede stap.
second-step-reason-application = Je bent ingelogd. { $application } vraagt om een tweede stap.
second-step-failure-wrong-code = Die code is onjuist, verlopen of al eerder gebruikt. Voer een nieuwe in.
second-step-failure-incomplete = Voer de code in.
second-step-failure-too-many-attempts = Er waren te veel mislukte pogingen. Wacht { $wait } en probeer het dan opnieuw. Tot die tijd wordt geen enkele code gecontroleerd, ook de juiste niet.
second-step-failure-expired = Deze pagina is te vaak verzonden. Voer de code nog een keer in.

authenticator-heading = Authenticator-app
authenticator-reason = Je hebt een tweede stap nodig om hier in te loggen. Voeg nu een authenticator-app toe.
authenticator-reason-application = { $application } vraagt bij het inloggen om een tweede stap. Voeg nu een authenticator-app toe.
authenticator-step-app = Open een authenticator-app op je telefoon. Heb je er geen, installeer er dan een: elke app voor eenmalige codes werkt.
authenticator-step-scan = Scan deze afbeelding met de app.
authenticator-qr = QR-code met de sleutel voor de authenticator-app
authenticator-type-key = De sleutel zelf intypen
authenticator-key = Sleutel
authenticator-account = Account
authenticator-step-code = Voer de code in die de app nu toont. Vanaf dat moment is de app in gebruik.
authenticator-confirm = App toevoegen
authenticator-wrong-code = Die code klopt niet. Controleer of de klok van je telefoon goed staat en voer de code in die de app nu toont.
authenticator-added = Je hebt een authenticator-app. Na je wachtwoord vragen we om een code uit de app.
authenticator-remove-text = Wil je een andere telefoon gebruiken, verwijder de app dan hier en voeg hem toe op die telefoon. Je kunt nog steeds inloggen met je andere tweede factoren.
authenticator-remove-with-codes = Wil je een andere telefoon gebruiken, verwijder de app dan hier en voeg hem toe op die telefoon. Tot die tijd is je wachtwoord genoeg om in te loggen en werken je herstelcodes niet meer.
authenticator-remove = App verwijderen
authenticator-notice-added = De authenticator-app is toegevoegd.
authenticator-notice-removed = De authenticator-app is verwijderd.

recovery-codes-heading = Herstelcodes
recovery-codes-text = Met een herstelcode log je in als je je telefoon niet bij de hand hebt. Elke code werkt één keer.
recovery-codes-left = { $count ->
    [one] Je hebt nog één herstelcode over.
   *[other] Je hebt nog { $count } herstelcodes over.
  }
recovery-codes-few = Maak nieuwe voordat ze op zijn.
recovery-codes-make-text = Nieuwe codes vervangen de oude, die dan niet meer werken.
recovery-codes-make = Nieuwe codes maken
recovery-codes-none = Je hebt geen herstelcodes. Je krijgt ze als je een tweede factor toevoegt, zoals een authenticator-app.
recovery-codes-new-heading = Bewaar je herstelcodes
recovery-codes-new-text = Met een herstelcode kun je inloggen als je je telefoon kwijt bent. Elke code werkt één keer. We tonen ze alleen nu: download of print ze en bewaar ze op een veilige plek.
recovery-codes-account = Account: { $account }
recovery-codes-print = Gebruik het menu van je browser om deze pagina te printen.
recovery-codes-download = Downloaden als tekst
recovery-codes-saved = Ik heb ze bewaard

### Signed in already

signed-in-heading = Je bent al ingelogd
signed-in-account = Naar je account

### Account chooser

chooser-heading = Kies een account
chooser-heading-application = Kies een account voor { $application }
chooser-text = Je bent in deze browser al ingelogd.
chooser-continue-as = Doorgaan als { $account }
chooser-another = Een ander account gebruiken

### Consent

consent-heading = { $application } toegang geven tot je account?
consent-title = Toegang toestaan
consent-list = Als je dit toestaat, kan { $application }:
consent-writing = De applicatie kan ook dingen voor je wijzigen:
consent-offline = En de applicatie houdt deze toegang:
consent-return = Je keert terug naar { $host }
consent-remembered = Je toestemming wordt onthouden, zodat je die niet elke keer hoeft te geven. Je kunt je toestemming op elk moment intrekken op je accountpagina.
consent-allow = Toestaan
consent-deny = Weigeren
consent-policy = Privacybeleid
consent-terms = Servicevoorwaarden

scope-openid = Bevestigen wie je bent wanneer je inlogt
scope-profile = Je naam en de rest van je basisprofiel bekijken
scope-email = Je e-mailadres bekijken en of het is bevestigd
scope-address = Je postadres bekijken
scope-phone = Je telefoonnummer bekijken en of het is bevestigd
scope-roles = Bekijken welke rollen je hier hebt
scope-groups = Bekijken in welke groepen je zit
scope-offline-access = Deze toegang houden terwijl je afwezig bent, totdat je die intrekt
scope-other = Deze machtiging gebruiken:

### Sign out

logout-heading = Uitloggen?
logout-text = Je wordt hier uitgelogd. Applicaties die je met dit account hebt geopend, krijgen daar bericht van als ze dat ondersteunen.
logout-text-application = { $application } vraagt om je uit te loggen. Andere applicaties die je met dit account hebt geopend, krijgen daar bericht van als ze dat ondersteunen.
logout-missing-return = De applicatie gaf een adres op om naar terug te keren, maar we weten niet of dat adres bij de applicatie hoort. Na het uitloggen blijf je hier.
logout-submit = Uitloggen
logout-stay = Ingelogd blijven

logged-out-heading = Je bent uitgelogd
logged-out-text = Deze browser is hier niet meer ingelogd.
logged-out-missing-return = De applicatie gaf een adres op om naar terug te keren, maar we weten niet of dat adres bij de applicatie hoort. Daarom blijf je hier. Je bent wel uitgelogd.
logged-out-told-list = Applicaties
logged-out-told = Heeft bericht gekregen om je uit te loggen
logged-out-not-told = Niet bereikt – sluit de applicatie of log daar zelf uit
logged-out-return = Terug naar { $application }
logged-out-return-unnamed = Terug naar de applicatie
logged-out-sign-in = Opnieuw inloggen

### Account

account-heading = Je account
account-menu = Account
account-menu-overview = Overzicht
account-menu-security = Beveiliging
account-menu-devices = Apparaten
account-menu-apps = Applicaties
account-menu-activity = Activiteit
account-about-activity = Wat er in je account is gebeurd.
account-menu-profile = Profiel
account-about-profile = Wat je account over jou zegt.
account-about-security = Hoe je inlogt.
account-about-devices = Waar je bent ingelogd.
account-about-apps = Welke applicaties je account kunnen gebruiken en wat elk daarvan kan doen.
account-username = Gebruikersnaam
account-email = E-mail
account-email-verified = Bevestigd
account-email-unverified = Niet bevestigd
account-applications-heading = Applicaties met toegang
account-applications-count = { $count ->
    [one] Eén applicatie kan je account gebruiken.
   *[other] { $count } applicaties kunnen je account gebruiken.
  }
account-applications-none = Geen enkele applicatie heeft toegang tot je account. Als je er een toestaat, staat die hier.
account-application-can = { $application } kan:
account-withdraw = Toegang intrekken
account-withdrawn = { $application } heeft geen toegang meer tot je account. Het kan even duren voordat diensten die de applicatie namens jou gebruikt dit merken.
account-sign-out = Uitloggen

### Account: profile

profile-text = Applicaties zien deze gegevens alleen als jij dat toestaat. Laat leeg wat je niet wilt opgeven.
profile-save = Opslaan
profile-saved = Je profiel is opgeslagen.
profile-failure-wrong-values = Er is nog niets opgeslagen. Verbeter de gemarkeerde gegevens.
profile-failure-changed = Je account is intussen gewijzigd, daarom is er niets opgeslagen. Dit zijn de huidige gegevens.
profile-hint-text = Dit is te lang of bevat onzichtbare tekens.
profile-hint-web = Een webadres zoals https://example.org/ada
profile-hint-birthdate = Jaar, maand en dag, zoals 1815-12-10. Met 0000 blijft het jaar onvermeld.
profile-hint-zoneinfo = Een tijdzone zoals Europe/Amsterdam
profile-hint-locale = Een taal zoals nl of pt-BR
profile-hint-phone = Met de landcode, zoals +31101234567

### Account: security

security-password = Wachtwoord
security-password-set = Je hebt een wachtwoord.
security-password-none = Je hebt geen wachtwoord.
security-password-change = Wijzigen
security-password-add = Een wachtwoord instellen
security-authenticator = Authenticator-app
security-authenticator-on = Je hebt een authenticator-app.
security-authenticator-off = Je hebt geen authenticator-app.
security-add = Toevoegen
security-change = Wijzigen
security-recovery-codes = Herstelcodes
security-recovery-codes-on = Je hebt herstelcodes.
security-recovery-codes-off = Je krijgt ze als je een tweede factor toevoegt.
security-see = Bekijken

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Gekoppelde accounts
security-linked-none = Je logt niet in met een ander account.
security-linked-count = { $count ->
    [one] Je kunt inloggen met één ander account.
   *[other] Je kunt inloggen met { $count } andere accounts.
  }
security-linked-manage = Beheren
linked-text = Met een gekoppeld account van een andere aanbieder kun je hier zonder wachtwoord inloggen.
linked-none = Er is geen account gekoppeld.
linked-since = Gekoppeld
linked-last-used = Laatst gebruikt
linked-unlink = Ontkoppelen
linked-last-way = Dit is je enige manier om in te loggen. Stel een wachtwoord in of koppel een ander account voordat je dit account ontkoppelt.
linked-more = Een account koppelen
linked-link = { $provider } koppelen
linked-added = { $provider } is gekoppeld. Je kunt er vanaf nu mee inloggen.
linked-removed = { $provider } is niet meer gekoppeld. Je kunt er niet meer mee inloggen.
linked-failure-cancelled = Je hebt geannuleerd bij { $provider }. Er is niets gekoppeld.
linked-failure-unreachable = { $provider } reageert op dit moment niet. Er is niets gekoppeld. Probeer het over een minuut opnieuw.
linked-failure-taken = Dit { $provider }-account is hier al aan een ander account gekoppeld. Ontkoppel het eerst daar.
linked-failure-failed = Je { $provider }-account kon niet worden gekoppeld. Er is niets veranderd.

### Account: devices

devices-text = Deze browsers zijn ingelogd op je account. Ken je er een niet, log die dan uit en wijzig je wachtwoord.
devices-browser-system = { $browser } op { $system }
devices-unknown = Onbekende browser
devices-this = Dit apparaat
devices-signed-in = Ingelogd
devices-last-seen = Laatst gezien
devices-applications = Geopende applicaties
devices-end = Uitloggen
devices-end-others = { $count ->
    [one] { $count } ander apparaat uitloggen
   *[other] { $count } andere apparaten uitloggen
  }
devices-ended = { $count ->
    [one] Eén ander apparaat is uitgelogd.
   *[other] { $count } andere apparaten zijn uitgelogd.
  }
devices-apps = Als je een apparaat uitlogt, houden applicaties die tijdens je afwezigheid mogen handelen hun toegang. Je vindt ze onder

### Account: applications

apps-sees = Op dit moment ziet de applicatie:
apps-allowed = Door jou toegestaan
apps-opened = Laatst geopend
apps-trusted = Van je organisatie
apps-trusted-text = Je organisatie beheert deze applicatie, daarom is je niet om toestemming gevraagd. De applicatie krijgt weer toegang zodra je die opent.

### Account: activity

activity-text = Wat er in je account is gebeurd, het nieuwste eerst.
activity-none = Nog niets.
activity-older = Ouder
activity-newest = Nieuwste
activity-not-me-heading = Was jij dit niet?
activity-not-me-text = Alle andere apparaten worden meteen uitgelogd. Daarna wijzig je je wachtwoord.
activity-not-me = Dit was ik niet
activity-others-signed-out = Alle andere apparaten zijn uitgelogd. Wijzig nu je wachtwoord, zodat niemand met het oude kan inloggen.
event-application = een applicatie
event-other = Er is iets anders gebeurd:
event-signed-in = Je hebt ingelogd.
event-signed-out = Een apparaat is uitgelogd.
event-consent-given = Je hebt toegang tot je account toegestaan: { $application }
event-consent-withdrawn = Je hebt de toegang tot je account ingetrokken: { $application }
event-consent-withdrawn-by-other = Een beheerder heeft de toegang tot je account ingetrokken: { $application }
event-grant-revoked = Een applicatie heeft haar toegang teruggegeven: { $application }
event-grant-reuse = Een applicatie heeft een sleutel twee keer gebruikt, daarom is haar toegang beëindigd: { $application }
event-token-revoked = Een applicatie heeft een van haar sleutels teruggegeven: { $application }
event-user-added = Je account is aangemaakt.
event-user-edited = Je hebt je profiel gewijzigd.
event-user-edited-by-other = Een beheerder heeft je profiel gewijzigd.
event-user-disabled = Je account is uitgeschakeld.
event-user-enabled = Je account is ingeschakeld.
event-password-set = Je hebt je wachtwoord gewijzigd.
event-password-set-by-other = Een beheerder heeft een nieuw wachtwoord ingesteld.
event-user-signed-out = Een beheerder heeft je overal uitgelogd.
event-factor-added = Je hebt een tweede factor toegevoegd.
event-factor-removed = Je hebt een tweede factor verwijderd.
event-factor-removed-by-other = Een beheerder heeft een van je tweede factoren verwijderd.
event-recovery-codes-made = Je hebt nieuwe herstelcodes gemaakt.
event-recovery-code-used = Je hebt ingelogd met een herstelcode.
event-user-unlocked = Een beheerder heeft je mislukte inlogpogingen teruggezet op nul.
event-passkey-added = Je hebt een passkey toegevoegd.
event-passkey-renamed = Je hebt de naam van een passkey gewijzigd.
event-passkey-removed = Je hebt een passkey verwijderd.
event-passkey-removed-by-other = Een beheerder heeft een passkey verwijderd.
event-passkey-clone = Een passkey is mogelijk gekopieerd, daarom is inloggen ermee geweigerd. Heb je de passkey niet zelf gekopieerd, verwijder hem dan.
event-password-reset = Je hebt een nieuw wachtwoord ingesteld omdat je het oude was vergeten.
event-address-verified = Je e-mailadres is bevestigd.
event-address-changed = Je e-mailadres is gewijzigd.
event-registered = Je hebt je account aangemaakt.
event-invitation-accepted = Je hebt een uitnodiging geaccepteerd.
event-link-made = Een beheerder heeft een link voor je gemaakt.
event-mail-requested = Er is een e-mail aan jou aangevraagd.
event-account-linked = Een account bij een andere aanbieder is gekoppeld.
event-account-unlinked = Een account bij een andere aanbieder is ontkoppeld.
event-group-added = Je bent lid geworden van een groep.
event-group-removed = Je bent geen lid meer van een groep.
event-role-granted = Je hebt een rol gekregen.
event-role-taken = Er is een rol van je afgenomen.

### Claims

claim-name = Volledige naam
claim-given-name = Voornaam
claim-family-name = Achternaam
claim-middle-name = Tweede voornaam
claim-nickname = Bijnaam
claim-profile = Profielpagina
claim-picture = Foto
claim-website = Website
claim-gender = Gender
claim-birthdate = Geboortedatum
claim-zoneinfo = Tijdzone
claim-locale = Taal
claim-phone-number = Telefoonnummer
claim-address = Adres
claim-street-address = Straat en huisnummer
claim-locality = Plaats
claim-region = Provincie of regio
claim-postal-code = Postcode
claim-country = Land
claim-roles = Rollen
claim-groups = Groepen
claim-sub = Identificatiecode

### Account: password

password-heading = Wachtwoord wijzigen
password-heading-first = Een wachtwoord instellen
password-text = Op dit apparaat blijf je ingelogd. Overal elders word je uitgelogd, en applicaties die je daar hebt geopend, verliezen hun toegang.
password-current = Huidig wachtwoord
password-new = Nieuw wachtwoord
password-again = Nieuw wachtwoord nog een keer
password-rule = Minstens { $count } tekens. Een paar woorden die niets met elkaar te maken hebben, zijn goed; een wachtwoord dat je ook ergens anders gebruikt niet.
password-changed = Je wachtwoord is gewijzigd. Je bent overal elders uitgelogd.
password-failure-wrong-current = Dat is niet je huidige wachtwoord. Probeer het opnieuw.
password-failure-missing = Voer het nieuwe wachtwoord in beide velden in.
password-failure-different = De twee nieuwe wachtwoorden zijn niet hetzelfde. Voer het nieuwe wachtwoord in beide velden in.
password-failure-too-short = Het nieuwe wachtwoord moet minstens { $count } tekens hebben.
password-failure-too-long = Het nieuwe wachtwoord mag hoogstens { $count } tekens hebben.
password-failure-not-text = Het nieuwe wachtwoord mag alleen letters, cijfers, leestekens, symbolen en spaties bevatten.
password-failure-common = Dat wachtwoord is een van de eerste die een aanvaller probeert. Kies een ander.

### Account: passkeys

security-passkeys = Passkeys
security-passkeys-count = { $count ->
    [0] Je hebt geen passkey.
    [one] Je hebt 1 passkey.
   *[other] Je hebt { $count } passkeys.
  }
security-passkeys-change = Beheren
passkeys-heading = Passkeys
passkeys-about = Met een passkey log je in zonder wachtwoord: je apparaat vraagt om je vingerafdruk, je gezicht of een pincode. Een passkey werkt alleen op dit adres, dus een neppagina kan hem niet gebruiken.
passkeys-place-synchronised = Gesynchroniseerd tussen je apparaten
passkeys-place-device = Alleen op dit ene apparaat
passkeys-added = Toegevoegd
passkeys-used = Laatst gebruikt
passkeys-never-used = Nooit
passkeys-name = Naam
passkeys-new-name = Naam (optioneel)
passkeys-rename = Naam wijzigen
passkeys-remove = Verwijderen
passkeys-add-heading = Een passkey toevoegen
passkeys-add = Passkey toevoegen
passkeys-exists = Dit apparaat heeft al een passkey voor je account.
passkeys-failed = Je apparaat heeft geen passkey gemaakt. Probeer het opnieuw of gebruik een ander apparaat.
passkeys-not-in-this-browser = Deze browser ondersteunt geen passkeys.
passkeys-need-javascript = Passkeys hebben JavaScript nodig. Al het andere werkt zonder.
passkeys-not-here = Browsers bieden op dit adres geen passkeys aan: daarvoor zijn https en een domeinnaam nodig.
passkeys-failure-not-verified = De passkey kon niet worden gecontroleerd en is daarom niet toegevoegd. Probeer het opnieuw.
passkeys-failure-name = Voer een naam van 1 tot 64 tekens in.
passkeys-failure-too-many = Je hebt al het maximale aantal passkeys voor een account. Verwijder er eerst een.
passkeys-was-added = Passkey { $name } is toegevoegd. Je kunt er vanaf nu mee inloggen.
passkeys-was-renamed = De passkey heet nu { $name }.
passkeys-was-removed = Passkey { $name } is verwijderd. Niemand kan er meer mee inloggen.

### Welcome

welcome-heading = Eén account voor je applicaties
welcome-text = Je logt hier één keer in. Applicaties krijgen een sleutel die alleen opent wat jij toestaat, en nooit je wachtwoord.
welcome-start = Wil je een applicatie gebruiken? Begin daar: de applicatie stuurt je hierheen als ze moet weten wie je bent.
welcome-sign-in = Inloggen op je account

### Continue to the application (form post)

form-post-heading = Terug naar de applicatie
form-post-heading-application = Terug naar { $application }
form-post-heading-request = Een ogenblik
form-post-text = Gebeurt er niets, kies dan ‘Doorgaan’.
form-post-unsafe = Het adres van de applicatie is niet veilig, daarom gaan we niet verder.

### Errors

error-unknown-client-heading = Deze applicatie is hier niet bekend
error-unknown-client-text = De applicatie die je hierheen heeft gestuurd, is niet geregistreerd bij deze server. Je hebt niets verkeerd gedaan.
error-unknown-client-advice = Laat het weten aan de beheerders van de applicatie. Zij moeten de applicatie eerst registreren.

error-redirect-uri-mismatch-heading = We kunnen je niet terugsturen naar dat adres
error-redirect-uri-mismatch-text = De applicatie vroeg ons je naar een adres te sturen dat niet is afgesproken. Om je account veilig te houden, zijn we hier gestopt.
error-redirect-uri-mismatch-advice = Ga terug naar de applicatie en probeer het opnieuw. Komt deze pagina terug, laat het dan weten aan de beheerders van de applicatie.

error-bad-request-heading = Deze link werkt niet
error-bad-request-text = Het verzoek dat we hebben ontvangen, is onvolledig of beschadigd.
error-bad-request-advice = Ga terug naar de applicatie en begin daar opnieuw.

error-session-expired-heading = Deze pagina stond te lang open
error-session-expired-text = Voor je veiligheid werkt een pagina als deze maar een beperkte tijd. Er is niets gewijzigd.
error-session-expired-advice = Open de pagina opnieuw, of ga terug naar de applicatie en begin daar opnieuw.

error-cookies-missing-heading = Je browser heeft geen cookie gestuurd
error-cookies-missing-text = Deze pagina heeft een cookie nodig, maar er kwam er geen aan. Je browser blokkeert hier cookies, of ze zijn verwijderd nadat de pagina was geopend. Er is niets gewijzigd.
error-cookies-missing-advice = Sta cookies toe voor deze website en begin dan opnieuw.

error-other-browser-heading = Deze pagina hoort bij een andere browser
error-other-browser-text = De pagina is geopend in een andere browser, in een privévenster of voordat de cookies hier werden verwijderd. Er is niets gewijzigd.
error-other-browser-advice = Begin opnieuw in de browser die je wilt gebruiken.

error-form-damaged-heading = Deze pagina werkt niet meer
error-form-damaged-text = Het formulier bevat een waarde die deze server niet heeft gemaakt of niet meer herkent. Dat gebeurt als een adres is afgekapt of als de server opnieuw is ingericht. Er is niets gewijzigd.
error-form-damaged-advice = Ga terug naar de applicatie en begin daar opnieuw.

error-wrong-address-heading = Je bent op een ander adres van deze server
error-wrong-address-text = De pagina is geopend op een adres dat deze server niet gebruikt om in te loggen. Er is niets gewijzigd.
error-wrong-address-advice = Gebruik het juiste adres. Ben je hier gekomen via een link of de applicatie, laat het dan weten aan de beheerders ervan.

error-request-expired-heading = Dit inlogverzoek is verlopen
error-request-expired-text = Het verzoek van de applicatie werkt maar één keer en maar korte tijd. Het is verlopen of is al gebruikt. Er is niets gewijzigd.
error-request-expired-advice = Ga terug naar de applicatie en begin daar opnieuw.

error-other-site-heading = Dit formulier kwam van een andere website
error-other-site-text = Voor je veiligheid accepteren we alleen formulieren van onze eigen pagina’s. Er is niets gewijzigd.
error-other-site-advice = Wilde je dit doen, open dan zelf onze pagina en probeer het daar opnieuw.

error-access-denied-heading = Je hebt geen toegang
error-access-denied-text = Je account mag dit niet gebruiken.
error-access-denied-advice = Vraag de beheerders van de applicatie om je toegang te geven.

error-too-many-requests-heading = Wacht even
error-too-many-requests-text = Er waren te veel verzoeken in korte tijd.
error-too-many-requests-advice = Wacht een minuut en probeer het dan opnieuw.

error-request-too-large-heading = Dat is te veel in één keer
error-request-too-large-text = Het verzoek is groter dan deze server accepteert.
error-request-too-large-advice = Ga terug naar de applicatie en begin daar opnieuw.

error-method-not-allowed-heading = Deze pagina kan niet op die manier worden geopend
error-method-not-allowed-text = Het adres klopt, maar het is geopend op een manier waarvoor het niet is bedoeld.
error-method-not-allowed-advice = Ga terug en gebruik de knoppen op de pagina.

error-not-found-heading = Hier is geen pagina
error-not-found-text = Het adres is misschien verkeerd gespeld, of de pagina is verplaatst.
error-not-found-advice = Controleer het adres of ga terug naar waar je vandaan kwam.

error-server-error-heading = Er ging iets mis aan onze kant
error-server-error-text = Dit is onze fout, niet de jouwe. De beheerders van deze server kunnen zien wat er is gebeurd.
error-server-error-advice = Probeer het zo meteen opnieuw. Blijft het gebeuren, geef dan de onderstaande referentie door.

error-unavailable-heading = We zijn zo terug
error-unavailable-text = De server is bezet of in onderhoud. Er is niets gewijzigd.
error-unavailable-advice = Probeer het over een minuut opnieuw.

error-start-again = Opnieuw beginnen
error-right-address = Naar het juiste adres
error-reference = Referentie
error-developers = Voor ontwikkelaars
error-developer-error = Foutcode
error-developer-check = Mislukte controle
error-developer-expected = Verwacht
error-developer-in-log = Staat in het logboek van de server, op de regel met deze referentie.
error-developer-seen = Ontvangen
error-developer-nothing = (niets)

### Forgotten password, registration and links from mails

login-forgot = Wachtwoord vergeten?
login-sign-up = Een account aanmaken
forgot-heading = Wachtwoord vergeten?
forgot-text = Voer je gebruikersnaam of je e-mailadres in. Als er een account bij hoort, sturen we een e-mail met een link om een nieuw wachtwoord te kiezen.
forgot-failure-incomplete = Voer je gebruikersnaam of je e-mailadres in.
sign-up-heading = Een account aanmaken
sign-up-text = Voer je e-mailadres in. We sturen je een e-mail om verder te gaan.
sign-up-address = E-mailadres
sign-up-terms = Ik ga akkoord met de servicevoorwaarden
sign-up-terms-link = De servicevoorwaarden lezen
sign-up-failure-incomplete = Voer je e-mailadres in.
sign-up-failure-not-an-address = Voer één e-mailadres in, zoals naam@example.org.
sign-up-failure-domain = Mensen met een adres van dit domein kunnen niet zelf een account aanmaken. Vraag de beheerders van deze server om een uitnodiging.
sign-up-failure-terms = Je kunt alleen een account aanmaken als je akkoord gaat met de servicevoorwaarden.
ask-mail-submit = E-mail versturen
ask-mail-failure-too-many = Er zijn te veel e-mails aangevraagd. Wacht { $wait } en probeer het dan opnieuw. Misschien staat er een e-mail in je map met ongewenste e-mail.
mail-sign-in-heading = Inloggen via e-mail
mail-sign-in-explanation = Voer je gebruikersnaam of je e-mailadres in. Als er een account bij hoort, sturen we een e-mail met een link en een code.
mail-sign-in-confirm = Druk op de knop om in te loggen als { $address }.

reset-heading = Een nieuw wachtwoord kiezen
reset-mail-sent = Als er een account met deze naam is, is er een e-mail onderweg. Open de link erin of voer de code hier in. Het kan een paar minuten duren; kijk ook in je map met ongewenste e-mail.
register-heading = Je registratie afronden
register-mail-sent = Er is een e-mail onderweg. Open de link erin of voer de code hier in. Het kan een paar minuten duren; kijk ook in je map met ongewenste e-mail.
register-name = Je naam
invite-heading = De uitnodiging accepteren
choose-password-label = Nieuw wachtwoord
choose-password-hint = Minstens { $count } tekens. Een paar woorden die niets met elkaar te maken hebben, zijn makkelijk te onthouden en moeilijk te raden.
choose-password-submit = Opslaan en inloggen
choose-password-failure-incomplete = Vul alle velden in.
choose-password-failure-too-short = Een wachtwoord heeft minstens { $count } tekens.
choose-password-failure-too-long = Een wachtwoord heeft hoogstens 256 tekens.
choose-password-failure-not-text = Een wachtwoord bestaat uit letters, cijfers, leestekens en spaties, en geen andere tekens.
choose-password-failure-like-account = Dit wachtwoord lijkt te veel op je naam, je adres of de naam van deze dienst.
choose-password-failure-common = Dit wachtwoord is bekend bij mensen die wachtwoorden raden. Kies een ander.
mail-code-label = Code uit de e-mail
mail-failure-wrong-code = Dit is niet de code uit de e-mail. Controleer de code en probeer het opnieuw; na vijf pogingen is hij niet meer geldig.
mail-send-again = Nieuwe e-mail aanvragen

verify-heading = Je e-mailadres bevestigen
verify-text = Is { $address } jouw adres?
change-address-heading = Je nieuwe e-mailadres bevestigen
change-address-text = { $address } gebruiken voor je account?
confirm-mail-sent = Er is een e-mail onderweg. Open de link erin of voer de code hier in.
link-gone-heading = Deze link werkt niet meer
link-gone-text = De link is al gebruikt, te oud of niet compleet. Er is niets gewijzigd. Je kunt een nieuwe aanvragen.
invitation-gone-text = De link is al gebruikt, te oud of niet compleet. Heb je een account, log dan in. Vraag anders een nieuwe uitnodiging aan de persoon die je heeft uitgenodigd.
mail-other-browser-heading = Open deze link in de andere browser
mail-other-browser-text = Voor je veiligheid werkt deze link alleen in de browser waarin je erom hebt gevraagd. Open de link daar of voer daar de code uit de e-mail in.
address-verified-heading = Je e-mailadres is bevestigd
address-verified-text = Bedankt.
address-changed-heading = Je e-mailadres is gewijzigd
address-changed-text = Vanaf nu gaan e-mails naar je nieuwe adres.
address-taken-heading = Dit adres kan niet worden gebruikt
address-taken-text = Het adres hoort bij een ander account. Er is niets gewijzigd.
mail-off-heading = Deze server verstuurt geen e-mail
mail-off-text = Vraag het aan de beheerders van deze server: zij kunnen je een link geven om een nieuw wachtwoord te kiezen.
sign-up-off-heading = Registreren is hier uitgeschakeld
sign-up-off-text = Vraag de beheerders van deze server om een account.

account-email-none = Je account heeft geen e-mailadres.
account-email-verify = Een e-mail sturen om dit adres te bevestigen
account-email-new = Nieuw e-mailadres
account-email-about = We sturen een e-mail naar het nieuwe adres. Er verandert niets totdat je de link erin opent of de code invoert. Je oude adres krijgt een bericht.
account-email-off = Deze server verstuurt geen e-mail, dus je kunt je adres hier niet wijzigen. Vraag het aan de beheerders.
account-email-failure-same = Dit is al je adres.
account-email-change = Wijzigen

### Mails

mail-greeting = Hallo { $account },
mail-greeting-unknown = Hallo,
mail-lifetime = De link werkt één keer, binnen { $time }.
mail-code = Of voer deze code in op de pagina die erom vroeg:
mail-link-plain = Werkt de knop niet, kopieer dan dit adres naar je browser:
mail-go-to-sign-in = Naar de inlogpagina

mail-test-subject = Testmail van { $host }
mail-test-text = Dit is een test. { $host } kan e-mail naar dit adres sturen.

mail-reset-subject = Kies een nieuw wachtwoord voor { $host }
mail-reset-text = Iemand heeft gevraagd een nieuw wachtwoord te kiezen voor je account bij { $host }. Was jij dit, open dan de link.
mail-reset-action = Een nieuw wachtwoord kiezen
mail-reset-closing = Was jij dit niet, doe dan niets: je wachtwoord blijft zoals het is. Geef deze link en deze code aan niemand.

mail-verify-subject = Bevestig je e-mailadres voor { $host }
mail-verify-text = Bevestig dat dit e-mailadres van jou is.
mail-verify-action = Dit adres bevestigen
mail-verify-closing = Heb je hier geen account, doe dan niets.

mail-change-subject = Bevestig je nieuwe e-mailadres voor { $host }
mail-change-text = Iemand heeft gevraagd dit e-mailadres te gebruiken voor een account bij { $host }. Was jij dit, open dan de link.
mail-change-action = Dit adres gebruiken
mail-change-closing = Was jij dit niet, doe dan niets: er verandert niets.

mail-address-taken-subject = Je e-mailadres bij { $host }
mail-address-taken-text = Iemand die met een ander account is ingelogd bij { $host }, heeft geprobeerd dit e-mailadres te gebruiken. Het hoort bij jouw account, dus er is niets veranderd.

mail-register-subject = Rond je registratie bij { $host } af
mail-register-text = Iemand is met dit e-mailadres begonnen met een registratie bij { $host }. Was jij dit, open dan de link.
mail-register-action = Doorgaan
mail-register-closing = Was jij dit niet, doe dan niets: er wordt geen account aangemaakt.

mail-registered-subject = Je hebt al een account bij { $host }
mail-registered-text = Iemand is met dit e-mailadres begonnen met een registratie bij { $host }, maar je hebt al een account. Was jij dit, log dan in. Ben je je wachtwoord vergeten, kies dan een nieuw wachtwoord op de inlogpagina.

mail-invite-subject = Je bent uitgenodigd voor { $host }
mail-invite-text = Je bent uitgenodigd om een account aan te maken bij { $host }.
mail-invite-action = De uitnodiging accepteren
mail-invite-closing = Wil je geen account, doe dan niets.

mail-sign-in-subject = Inloggen bij { $host }
mail-sign-in-text = Iemand heeft gevraagd om in te loggen op je account bij { $host }. Was jij dit, open dan de link in dezelfde browser.
mail-sign-in-action = Inloggen
mail-sign-in-closing = Was jij dit niet, doe dan niets. Geef deze link en deze code aan niemand.

mail-password-changed-subject = Je wachtwoord voor { $host } is gewijzigd
mail-password-changed-text = Het wachtwoord van je account bij { $host } is gewijzigd.
mail-address-changed-subject = Je e-mailadres bij { $host } is gewijzigd
mail-address-changed-text = Het e-mailadres van je account bij { $host } is gewijzigd.
mail-new-device-subject = Er is ingelogd bij { $host }
mail-new-device-text = Je account bij { $host } is gebruikt in een browser die we niet kenden.
mail-factor-added-subject = Nieuwe manier om in te loggen bij { $host }
mail-factor-added-text = Er is een manier om in te loggen toegevoegd aan je account bij { $host }.
mail-factor-removed-subject = Een manier om in te loggen bij { $host } is verwijderd
mail-factor-removed-text = Er is een manier om in te loggen verwijderd van je account bij { $host }.
mail-fact-factor = Wat
mail-fact-time = Wanneer
mail-fact-network-address = Netwerkadres
mail-fact-device = Browser
mail-not-me = Was jij dit, doe dan niets. Was jij dit niet, kies dan nu een nieuw wachtwoord. Daarmee worden alle sessies beëindigd.
mail-not-me-action = Dit was ik niet

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Stuur me een code per e-mail
mail-sign-in-sent = Als er een account met deze naam en een bevestigd e-mailadres is, is er een e-mail onderweg. Voer de code daaruit hier in of open de link in deze browser. Het kan een paar minuten duren; kijk ook in je map met ongewenste e-mail.
mail-sign-in-other-way = Op een andere manier inloggen
second-step-mail-code = Er is een e-mail met een code onderweg naar het e-mailadres van je account. Het kan een paar minuten duren; kijk ook in je map met ongewenste e-mail.
second-step-mail-to-send = We sturen een e-mail met een code naar het e-mailadres van je account.
second-step-use-mail-code = Een code per e-mail gebruiken
second-step-trust = Op dit apparaat { $time } lang niet meer vragen
second-step-trust-hint = Kies dit alleen op een apparaat dat niemand anders gebruikt. Je kunt het ongedaan maken op je accountpagina, onder Apparaten.
trusted-heading = Vertrouwde apparaten
trusted-text = Als je met deze browsers inlogt, wordt er niet om je tweede stap gevraagd.
trusted-since = Vertrouwd sinds
trusted-last-used = Laatst gebruikt
trusted-until = Tot
trusted-forget = Op dit apparaat weer vragen
trusted-forgotten = Op dat apparaat wordt weer om je tweede stap gevraagd.
event-device-trusted = Je hebt ervoor gekozen dat er op een apparaat niet meer om je tweede stap wordt gevraagd.
event-device-forgotten = Je hebt ervoor gekozen dat er op een apparaat weer om je tweede stap wordt gevraagd.
mail-code-alone = Voer deze code in op de pagina die erom vraagt:
mail-code-lifetime = De code werkt één keer, binnen { $time }.
mail-confirm-subject = Je code voor { $host }
mail-confirm-text = Iemand is aan het inloggen op je account bij { $host }. Ben jij dit, voer dan de code in.
mail-confirm-closing = Ben jij dit niet, kies dan een nieuw wachtwoord: iemand kent het jouwe. Geef deze code aan niemand.
sign-up-failure-reserved = Met dit adres kan niemand zelf een account aanmaken. Vraag de beheerders van deze server om een uitnodiging.
logged-out-provider-text = Je hebt ingelogd met { $provider }. Je sessie daar loopt door.
logged-out-provider = Ook uitloggen bij { $provider }
logged-out-provider-failed = Je sessie bij { $provider } kon van hieruit niet worden beëindigd. Log daar zelf uit.
profile-required = { $name } (verplicht)
profile-not-set = Niet ingevuld
profile-yes = Ja
profile-no = Nee
profile-hint-list = Eén item per regel.
profile-hint-number = Een getal zoals 7 of 1.5
profile-hint-required = Vul dit in.
account-switch = Wisselen van account
accounts-heading = Accounts in deze browser
accounts-signed-out = Uitgelogd
accounts-sign-out-of = { $account } uitloggen
accounts-sign-out-this = Dit account uitloggen
accounts-sign-out-all = Alle accounts in deze browser uitloggen
logged-out-others = Andere accounts zijn nog ingelogd in deze browser.
logged-out-accounts = De andere accounts tonen
no-access-heading = Geen toegang
no-access-text = Dit account mag { $application } niet gebruiken.
no-access-ask = Heb je toegang nodig, vraag het dan aan de beheerders van deze dienst.
login-keep = Ingelogd blijven op dit apparaat
no-access-network = Je mag { $application } niet gebruiken vanaf dit netwerk.
second-step-passkey = Gebruik een passkey van dit account. Je apparaat vraagt om je vingerafdruk, je gezicht of een pincode.
second-step-failure-passkey = Die passkey werkte niet. Probeer het opnieuw of probeer een andere manier.
second-step-passkey-was-added = Je passkey is toegevoegd. Gebruik hem nu om door te gaan.
authenticator-use-passkey = In plaats daarvan een passkey toevoegen
sign-in-passkey-reason = Om hier in te loggen heb je meer nodig dan een wachtwoord. Voeg nu een passkey toe.
sign-in-passkey-reason-application = { $application } vraagt bij het inloggen om meer dan een wachtwoord. Voeg nu een passkey toe.
sign-in-passkey-use-authenticator = In plaats daarvan een authenticator-app toevoegen
passkey-offer-heading = De volgende keer inloggen zonder wachtwoord?
passkey-offer-not-now = Niet nu
passkey-offer-later = Als je ‘Niet nu’ kiest, vragen we het niet meer. Je kunt op elk moment een passkey toevoegen op je accountpagina.
event-passkey-offer-declined = Je wilde geen passkey.
passkeys-failure-model = Hier worden alleen bepaalde beveiligingssleutels geaccepteerd en dit apparaat heeft niet bewezen dat het er een van is. Gebruik een beveiligingssleutel van je organisatie en sta de browser toe om het merk en model ervan te tonen.
account-menu-data = Je gegevens
account-about-data = Alles downloaden wat we over je bewaren, of je account verwijderen.
data-export-heading = Je gegevens downloaden
data-export-text = Alles wat deze server over je bewaart: je profiel, hoe je inlogt, je apparaten, applicaties en activiteit. Wachtwoorden, sleutels en codes staan er niet in.
data-export-html = Downloaden om te lezen (HTML)
data-export-json = Downloaden voor programma’s (JSON)
data-deletion-text = Je wordt overal uitgelogd. Binnen 14 dagen kun je je bedenken; daarna is je account definitief weg.
data-deletion-open = Dit account verwijderen
deletion-heading = Je account verwijderen
deletion-text = Als je je account verwijdert:
deletion-sessions = { $count ->
    [one] wordt dit apparaat uitgelogd
   *[other] worden { $count } apparaten uitgelogd, ook dit apparaat
  }
deletion-applications = { $count ->
    [0] heeft geen enkele applicatie toegang tot je account
    [one] verliest één applicatie de toegang
   *[other] verliezen { $count } applicaties de toegang
  }
deletion-day = wordt op { $day } alles over jou op deze server definitief verwijderd
deletion-return = Bedenk je je vóór die dag, log dan in en kies ervoor je account te behouden.
deletion-export = Je kunt eerst je gegevens downloaden:
deletion-submit = Mijn account verwijderen
deletion-requested-heading = Je account wordt verwijderd
deletion-requested-text = Je bent overal uitgelogd. Je account wordt verwijderd op { $day }.
deletion-requested-mail = We hebben je er een e-mail over gestuurd.
keep-account-heading = Je account behouden?
keep-account-text = Dit account wordt verwijderd op { $day }, omdat je daarom hebt gevraagd. Je bent pas ingelogd als je ervoor kiest het te behouden.
keep-account-keep = Mijn account behouden
keep-account-delete = Verwijderen zoals gepland
event-data-exported = Je hebt je gegevens gedownload.
event-deletion-requested = Je hebt gevraagd je account te verwijderen.
event-deletion-requested-by-other = Een beheerder heeft je account gemarkeerd om te worden verwijderd.
event-deletion-cancelled = Je hebt je account behouden.
event-deletion-cancelled-by-other = Een beheerder heeft de verwijdering van je account geannuleerd.
mail-deletion-requested-subject = Je account bij { $host } wordt verwijderd
mail-deletion-requested-text = Iemand die is ingelogd op je account bij { $host }, heeft gevraagd het te verwijderen. Tot de onderstaande dag kun je inloggen en het behouden.
mail-deletion-cancelled-subject = Je account bij { $host } blijft behouden
mail-deletion-cancelled-text = Je account bij { $host } zou worden verwijderd. Iemand heeft erop ingelogd en het behouden.
mail-fact-deletion = Wordt verwijderd op
export-heading = Gegevens over { $account }
export-text = Alles wat { $host } over dit account bewaart, stand van { $time }. Wachtwoorden, sleutels en codes staan er niet in.
export-nothing = Niets.
export-account = Account
export-sign-in = Inloggen
export-sessions = Apparaten
export-consents = Wat je applicaties hebt toegestaan
export-grants = Toegang van applicaties
export-mail-links = Links uit e-mails die nog werken
export-events = Activiteit
export-email-verified = E-mailadres bevestigd
export-phone-number-verified = Telefoonnummer bevestigd
export-granted-roles = Toegekende rollen
export-disabled = Uitgeschakeld
export-created-at = Aangemaakt
export-updated-at = Gewijzigd
export-password-set = Wachtwoord ingesteld
export-passkey = Je passkey
export-linked-account = Gekoppeld account
export-failed-sign-ins = Mislukte inlogpogingen
export-failures-forgotten = Dagen waarna mislukte inlogpogingen niet meer meetellen
export-methods = Methoden
export-expires-at = Eindigt
export-client-id = Applicatie-ID
export-application = Applicatie
export-scope = Bereik
export-allowed-at = Toegestaan
export-audiences = Ontvangers
export-purpose = Doel
export-kind = Soort
export-by = Door
export-changed = Wijziging
export-provider = Aanbieder
export-provider-subject = Account bij de aanbieder
export-last-used-at = Laatst gebruikt
export-synchronised = Gesynchroniseerd
export-left = Over
password-failure-breached = Dit wachtwoord staat in een lijst met wachtwoorden die bij andere diensten zijn gestolen. Aanvallers proberen die het eerst. Kies hier een ander wachtwoord en wijzig het overal waar je het nog meer gebruikt.
picture-change = Je foto wijzigen
picture-alt = Je foto
picture-none = Je hebt geen foto.
picture-elsewhere = Je foto staat op een andere server.
picture-file = Nieuwe foto
picture-hint = PNG, JPEG of WebP, maximaal 8 MB. We bewaren het vierkant in het midden en niets van wat het bestand zegt over plaats, tijd of camera. Applicaties die je profiel zien, zien ook de foto, net als iedereen die het adres ervan heeft.
picture-upload = De foto opslaan
picture-remove = De foto verwijderen
picture-saved = Je foto is opgeslagen.
picture-removed = Je foto is verwijderd.
picture-failure-missing = Kies eerst een bestand.
picture-failure-too-large = Dit bestand is te groot. Een foto is maximaal 8 MB.
picture-failure-too-many-pixels = Deze foto heeft te veel pixels. Toegestaan zijn maximaal 10.000 per zijde en 50 miljoen in totaal.
picture-failure-format = Dit bestand is geen foto in PNG, JPEG of WebP.
picture-failure-damaged = Deze foto is beschadigd. Open hem in een ander programma en sla hem opnieuw op.
picture-failure-busy = Er worden op dit moment te veel foto’s opgeslagen. Probeer het zo meteen opnieuw.
terms-heading = De servicevoorwaarden zijn gewijzigd
terms-text = Lees de servicevoorwaarden, versie { $version }, en ga ermee akkoord om door te gaan.
terms-decline = Ik ga niet akkoord
event-terms-accepted = Je bent akkoord gegaan met de servicevoorwaarden.
event-claims-previewed = Een beheerder heeft bekeken welke gegevens een applicatie over je krijgt: { $application }
export-accepted-terms = Geaccepteerde servicevoorwaarden

### Terms at the first sign-in

terms-heading-first = Ga akkoord met de servicevoorwaarden

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Nieuwe herstelcodes bij { $host }
mail-recovery-codes-made-text = Er zijn nieuwe herstelcodes gemaakt voor je account bij { $host }. De oude werken niet meer.
mail-recovery-code-used-subject = Er is een herstelcode gebruikt bij { $host }
mail-recovery-code-used-text = Een van je herstelcodes is gebruikt om in te loggen op je account bij { $host }.
mail-account-linked-subject = Er is een account gekoppeld bij { $host }
mail-account-linked-text = Een account bij een andere aanbieder is gekoppeld aan je account bij { $host }. Het kan worden gebruikt om in te loggen.
mail-account-unlinked-subject = Er is een account ontkoppeld bij { $host }
mail-account-unlinked-text = Een account bij een andere aanbieder is ontkoppeld van je account bij { $host }. Het kan niet meer worden gebruikt om in te loggen.

### Places of addresses, and the way to the console

place-estimated = { $place } (geschat)
mail-fact-place = Plaats
account-console = Beheer
account-about-console = Gebruikers, applicaties en de instellingen van de server.
