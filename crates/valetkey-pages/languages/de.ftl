# Alle Meldungen aller Seiten auf Deutsch. Maßstab ist en.ftl.

### Gemeinsames

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Fehler: { $page }
continue = Weiter
cancel = Abbrechen
signed-in-as = Angemeldet als { $account }
opens-in-a-new-tab = (öffnet einen neuen Tab)
duration-seconds = { $count ->
    [one] 1 Sekunde
   *[other] { $count } Sekunden
  }
duration-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
  }
duration-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
  }
duration-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = gerade eben
moment-minutes = { $count ->
    [one] vor 1 Minute
   *[other] vor { $count } Minuten
  }
moment-hours = { $count ->
    [one] vor 1 Stunde
   *[other] vor { $count } Stunden
  }
moment-days = { $count ->
    [one] vor 1 Tag
   *[other] vor { $count } Tagen
  }
moment-date = { $day }. { $month } { $year }
moment-exact = { $date }, { $time } UTC
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
language-label = Sprache
language-submit = Ändern
footer-support = Hilfe
footer-privacy = Datenschutz
footer-terms = Nutzungsbedingungen

### Anmelden

login-heading = Anmelden
login-heading-application = Bei { $application } anmelden
login-username = Benutzername oder E-Mail
login-password = Passwort
login-submit = Anmelden
login-use-passkey = Passkey verwenden
login-failure-passkey = Dieser Passkey hat nicht funktioniert. Verwenden Sie einen anderen, oder melden Sie sich mit Ihrem Passwort an.
login-reason-fresh-sign-in = Die Anwendung bittet Sie, Ihr Passwort erneut einzugeben, obwohl Sie bereits angemeldet sind.
login-reason-session-too-old = Ihre Anmeldung liegt eine Weile zurück. Die Anwendung bittet Sie zu bestätigen, dass Sie es noch sind.
login-reason-another-account = Melden Sie sich mit dem Konto an, das Sie verwenden möchten.
login-reason-confirm-change = Sie möchten Ihr Konto ändern, und Ihre Anmeldung ist älter als fünf Minuten. Bestätigen Sie, dass Sie es noch sind.
login-reason-second-step = Hier ist ein zweiter Schritt nötig. Geben Sie zuerst Ihr Passwort ein.
login-failure-wrong-credentials = Benutzername und Passwort passen nicht zusammen. Prüfen Sie beide und versuchen Sie es erneut.
login-failure-incomplete = Geben Sie Benutzername und Passwort ein.
login-failure-too-many-attempts = Es gab zu viele fehlgeschlagene Versuche. Warten Sie { $wait } und versuchen Sie es dann erneut. Bis dahin wird kein Passwort geprüft, auch nicht das richtige.
login-failure-expired = Diese Seite war zu lange geöffnet. Bitte geben Sie Ihr Passwort noch einmal ein.
login-failure-busy = Gerade melden sich zu viele Personen an. Bitte versuchen Sie es gleich noch einmal.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = oder
login-provider = Mit { $provider } anmelden
login-provider-cancelled = Sie haben die Anmeldung bei { $provider } abgebrochen. Versuchen Sie es noch einmal, oder melden Sie sich anders an.
login-provider-unreachable = { $provider } antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal, oder melden Sie sich anders an.
login-provider-failed = Die Anmeldung mit { $provider } hat nicht funktioniert. Versuchen Sie es noch einmal, oder melden Sie sich anders an.
login-provider-not-set-up = Die Anmeldung mit { $provider } ist hier nicht richtig eingerichtet. Melden Sie sich anders an, und sagen Sie es der Administration.
login-provider-not-offered = Mit { $provider } können Sie sich hier nicht mehr anmelden. Melden Sie sich anders an.
login-provider-not-linked = Kein Konto ist hier mit diesem { $provider }-Konto verknüpft. Melden Sie sich anders an, und verknüpfen Sie es auf Ihrer Kontoseite.
login-provider-not-allowed = Dieses { $provider }-Konto darf sich hier nicht anmelden.
login-provider-link-after-sign-in = Melden Sie sich einmal mit Ihrem Konto an, um dieses { $provider }-Konto hier zu verwenden. Danach können Sie sich mit { $provider } anmelden.
login-provider-address-is-known = Hier gibt es ein Konto mit der E-Mail-Adresse Ihres { $provider }-Kontos. Melden Sie sich einmal damit an. Danach können Sie sich mit { $provider } anmelden.

### Zweiter Schritt

second-step-heading = Bestätigen Sie, dass Sie es sind
second-step-account = Anmeldung als { $account }
second-step-authenticator = Öffnen Sie Ihre Authenticator-App und geben Sie den Code ein, den sie für dieses Konto zeigt.
second-step-authenticator-label = Code mit sechs Ziffern
second-step-recovery-code = Geben Sie einen Ihrer Wiederherstellungscodes ein. Jeder Code gilt einmal.
second-step-recovery-code-label = Wiederherstellungscode
second-step-submit = Weiter
second-step-other-ways = Anderen Weg versuchen
second-step-use-authenticator = Authenticator-App verwenden
second-step-use-recovery-code = Wiederherstellungscode verwenden
second-step-restart = Anderes Konto verwenden
second-step-reason = Sie sind angemeldet. Diese Seite verlangt einen zweiten Schritt.
second-step-reason-application = Sie sind angemeldet. { $application } verlangt einen zweiten Schritt.
second-step-failure-wrong-code = Dieser Code ist falsch, abgelaufen oder schon benutzt. Geben Sie einen neuen ein.
second-step-failure-incomplete = Geben Sie den Code ein.
second-step-failure-too-many-attempts = Es gab zu viele fehlgeschlagene Versuche. Warten Sie { $wait } und versuchen Sie es dann erneut. Bis dahin wird kein Code geprüft, auch nicht der richtige.
second-step-failure-expired = Diese Seite wurde zu oft gesendet. Bitte geben Sie den Code noch einmal ein.

authenticator-heading = Authenticator-App
authenticator-reason = Für die Anmeldung brauchen Sie hier einen zweiten Schritt. Fügen Sie jetzt eine Authenticator-App hinzu.
authenticator-reason-application = { $application } verlangt bei der Anmeldung einen zweiten Schritt. Fügen Sie jetzt eine Authenticator-App hinzu.
authenticator-step-app = Öffnen Sie eine Authenticator-App auf Ihrem Telefon. Wenn Sie keine haben, installieren Sie eine: Jede App für Einmalcodes ist geeignet.
authenticator-step-scan = Scannen Sie dieses Bild mit der App.
authenticator-qr = QR-Code mit dem Schlüssel für die Authenticator-App
authenticator-type-key = Den Schlüssel stattdessen eintippen
authenticator-key = Schlüssel
authenticator-account = Konto
authenticator-step-code = Geben Sie den Code ein, den die App jetzt zeigt. Von da an zählt die App.
authenticator-confirm = App hinzufügen
authenticator-wrong-code = Dieser Code passt nicht. Prüfen Sie, ob die Uhr Ihres Telefons stimmt, und geben Sie den Code ein, den die App jetzt zeigt.
authenticator-added = Sie haben eine Authenticator-App. Nach Ihrem Passwort werden Sie nach ihrem Code gefragt.
authenticator-remove-text = Für ein anderes Telefon entfernen Sie die App und fügen sie dort hinzu. Ihre anderen zweiten Faktoren gelten weiter.
authenticator-remove-with-codes = Für ein anderes Telefon entfernen Sie die App und fügen sie dort hinzu. Bis dahin genügt Ihr Passwort allein, und Ihre Wiederherstellungscodes gelten nicht mehr.
authenticator-remove = App entfernen
authenticator-notice-added = Die Authenticator-App wurde hinzugefügt.
authenticator-notice-removed = Die Authenticator-App wurde entfernt.

recovery-codes-heading = Wiederherstellungscodes
recovery-codes-text = Mit einem Wiederherstellungscode melden Sie sich an, wenn Sie Ihr Telefon nicht zur Hand haben. Jeder Code gilt einmal.
recovery-codes-left = { $count ->
    [one] Sie haben noch einen Wiederherstellungscode.
   *[other] Sie haben noch { $count } Wiederherstellungscodes.
  }
recovery-codes-few = Erstellen Sie neue, bevor keiner mehr da ist.
recovery-codes-make-text = Neue Codes ersetzen die alten. Diese gelten dann nicht mehr.
recovery-codes-make = Neue Codes erstellen
recovery-codes-none = Sie haben keine Wiederherstellungscodes. Sie erhalten sie mit Ihrem ersten zweiten Faktor, etwa einer Authenticator-App.
recovery-codes-new-heading = Bewahren Sie Ihre Wiederherstellungscodes auf
recovery-codes-new-text = Mit einem Wiederherstellungscode melden Sie sich an, wenn Sie Ihr Telefon verloren haben. Jeder Code gilt einmal. Wir zeigen sie nur jetzt: Laden Sie sie herunter oder drucken Sie sie, und bewahren Sie sie sicher auf.
recovery-codes-account = Konto: { $account }
recovery-codes-print = Zum Drucken verwenden Sie das Menü Ihres Browsers.
recovery-codes-download = Als Text herunterladen
recovery-codes-saved = Ich habe sie gesichert

### Bereits angemeldet

signed-in-heading = Sie sind bereits angemeldet
signed-in-account = Zu Ihrem Konto

### Kontoauswahl

chooser-heading = Konto auswählen
chooser-heading-application = Konto für { $application } auswählen
chooser-text = Sie sind in diesem Browser bereits angemeldet.
chooser-continue-as = Weiter als { $account }
chooser-another = Anderes Konto verwenden

### Zustimmung

consent-heading = Darf { $application } auf Ihr Konto zugreifen?
consent-title = Zugriff erlauben
consent-list = Wenn Sie zustimmen, darf { $application }:
consent-writing = Außerdem darf sie etwas für Sie ändern:
consent-offline = Und sie behält diesen Zugriff:
consent-return = Sie kehren zurück zu { $host }
consent-remembered = Ihre Zustimmung wird gespeichert, damit wir Sie nicht jedes Mal fragen. Sie können sie jederzeit auf Ihrer Kontoseite widerrufen.
consent-allow = Erlauben
consent-deny = Ablehnen
consent-policy = Datenschutzerklärung
consent-terms = Nutzungsbedingungen

scope-openid = Bei der Anmeldung bestätigen lassen, wer Sie sind
scope-profile = Ihren Namen und weitere einfache Profildaten sehen
scope-email = Ihre E-Mail-Adresse sehen und ob sie bestätigt ist
scope-address = Ihre Postanschrift sehen
scope-phone = Ihre Telefonnummer sehen und ob sie bestätigt ist
scope-roles = Sehen, welche Rollen Sie hier haben
scope-groups = Sehen, in welchen Gruppen Sie sind
scope-offline-access = Diesen Zugriff auch in Ihrer Abwesenheit behalten, bis Sie ihn widerrufen
scope-other = Diese Berechtigung nutzen:

### Abmelden

logout-heading = Abmelden?
logout-text = Sie werden hier abgemeldet. Anwendungen, die Sie mit diesem Konto geöffnet haben, werden benachrichtigt, soweit sie das unterstützen.
logout-text-application = { $application } möchte Sie abmelden. Andere Anwendungen, die Sie mit diesem Konto geöffnet haben, werden benachrichtigt, soweit sie das unterstützen.
logout-missing-return = Die Anwendung hat eine Adresse für den Rückweg angegeben, aber wir wissen nicht, ob diese Adresse zu ihr gehört. Nach dem Abmelden bleiben Sie hier.
logout-submit = Abmelden
logout-stay = Angemeldet bleiben

logged-out-heading = Sie sind abgemeldet
logged-out-text = Dieser Browser ist hier nicht mehr angemeldet.
logged-out-missing-return = Die Anwendung hat eine Adresse für den Rückweg angegeben, aber wir wissen nicht, ob diese Adresse zu ihr gehört. Darum bleiben Sie hier. Abgemeldet sind Sie trotzdem.
logged-out-told-list = Anwendungen
logged-out-told = Über die Abmeldung benachrichtigt
logged-out-not-told = Nicht erreicht – bitte schließen oder dort selbst abmelden
logged-out-return = Zurück zu { $application }
logged-out-return-unnamed = Zurück zur Anwendung
logged-out-sign-in = Erneut anmelden

### Konto

account-heading = Ihr Konto
account-menu = Konto
account-menu-overview = Übersicht
account-menu-security = Sicherheit
account-menu-devices = Geräte
account-menu-apps = Anwendungen
account-menu-activity = Verlauf
account-about-activity = Was in Ihrem Konto geschehen ist.
account-menu-profile = Profil
account-about-profile = Was Ihr Konto über Sie sagt.
account-about-security = Wie Sie sich anmelden.
account-about-devices = Wo Sie angemeldet sind.
account-about-apps = Welche Anwendungen Ihr Konto verwenden können, und was jede darf.
account-username = Benutzername
account-email = E-Mail
account-email-verified = Bestätigt
account-email-unverified = Nicht bestätigt
account-applications-heading = Anwendungen mit Zugriff
account-applications-count = { $count ->
    [one] Eine Anwendung kann Ihr Konto verwenden.
   *[other] { $count } Anwendungen können Ihr Konto verwenden.
  }
account-applications-none = Keine Anwendung hat Zugriff auf Ihr Konto. Wenn Sie einer zustimmen, erscheint sie hier.
account-application-can = { $application } darf:
account-withdraw = Zugriff widerrufen
account-withdrawn = { $application } hat keinen Zugriff mehr auf Ihr Konto. Dienste, auf die es in Ihrem Namen zugreift, bemerken das vielleicht erst nach einer Weile.
account-sign-out = Abmelden

### Account: profile

profile-text = Anwendungen sehen diese Angaben nur, wo Sie es erlauben. Lassen Sie leer, was Sie nicht angeben möchten.
profile-save = Speichern
profile-saved = Ihr Profil ist gespeichert.
profile-failure-wrong-values = Noch ist nichts gespeichert. Berichtigen Sie die markierten Angaben.
profile-failure-changed = Ihr Konto wurde inzwischen geändert, deshalb ist nichts gespeichert. Das sind die jetzigen Angaben.
profile-hint-text = Das ist zu lang, oder es hat Zeichen, die niemand sehen kann.
profile-hint-web = Eine Webadresse wie https://example.org/ada
profile-hint-birthdate = Jahr, Monat und Tag wie 1815-12-10. Mit dem Jahr 0000 bleibt es ungenannt.
profile-hint-zoneinfo = Eine Zeitzone wie Europe/Berlin
profile-hint-locale = Eine Sprache wie de oder pt-BR
profile-hint-phone = Mit der Landesvorwahl, wie +493023125123

### Account: security

security-password = Passwort
security-password-set = Sie haben ein Passwort.
security-password-none = Sie haben kein Passwort.
security-password-change = Ändern
security-password-add = Passwort festlegen
security-authenticator = Authenticator-App
security-authenticator-on = Sie haben eine Authenticator-App.
security-authenticator-off = Sie haben keine Authenticator-App.
security-add = Hinzufügen
security-change = Ändern
security-recovery-codes = Wiederherstellungscodes
security-recovery-codes-on = Sie haben Wiederherstellungscodes.
security-recovery-codes-off = Sie erhalten sie mit Ihrem ersten zweiten Faktor.
security-see = Ansehen

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Verknüpfte Konten
security-linked-none = Sie melden sich mit keinem anderen Konto an.
security-linked-count = { $count ->
    [one] Sie können sich mit einem anderen Konto anmelden.
   *[other] Sie können sich mit { $count } anderen Konten anmelden.
  }
security-linked-manage = Verwalten
linked-text = Mit einem verknüpften Konto eines anderen Anbieters können Sie sich hier ohne Passwort anmelden.
linked-none = Kein Konto ist verknüpft.
linked-since = Verknüpft
linked-last-used = Zuletzt verwendet
linked-unlink = Trennen
linked-last-way = Das ist Ihre einzige Möglichkeit, sich anzumelden. Legen Sie ein Passwort fest oder verknüpfen Sie ein anderes Konto, bevor Sie es trennen.
linked-more = Ein Konto verknüpfen
linked-link = { $provider } verknüpfen
linked-added = { $provider } ist verknüpft. Sie können sich ab jetzt damit anmelden.
linked-removed = { $provider } ist nicht mehr verknüpft. Sie können sich nicht mehr damit anmelden.
linked-failure-cancelled = Sie haben bei { $provider } abgebrochen. Nichts wurde verknüpft.
linked-failure-unreachable = { $provider } antwortet gerade nicht. Nichts wurde verknüpft. Versuchen Sie es in einer Minute noch einmal.
linked-failure-taken = Dieses { $provider }-Konto ist hier mit einem anderen Konto verknüpft. Trennen Sie es zuerst dort.
linked-failure-failed = Ihr { $provider }-Konto konnte nicht verknüpft werden. Nichts hat sich geändert.

### Account: devices

devices-text = Diese Browser sind in Ihrem Konto angemeldet. Wenn Sie einen nicht kennen, melden Sie ihn ab und ändern Sie Ihr Passwort.
devices-browser-system = { $browser } unter { $system }
devices-unknown = Unbekannter Browser
devices-this = Dieses Gerät
devices-signed-in = Angemeldet
devices-last-seen = Zuletzt gesehen
devices-applications = Geöffnete Anwendungen
devices-end = Abmelden
devices-end-others = { $count ->
    [one] Ein anderes Gerät abmelden
   *[other] { $count } andere Geräte abmelden
  }
devices-ended = { $count ->
    [one] Ein anderes Gerät ist abgemeldet.
   *[other] { $count } andere Geräte sind abgemeldet.
  }
devices-apps = Wenn Sie ein Gerät abmelden, behalten Anwendungen ihren Zugriff, die in Ihrer Abwesenheit handeln dürfen. Sie finden sie unter

### Account: applications

apps-sees = Zurzeit sieht sie:
apps-allowed = Von Ihnen erlaubt
apps-opened = Zuletzt geöffnet
apps-trusted = Ihrer Organisation
apps-trusted-text = Ihre Organisation betreibt diese Anwendung, deshalb wurden Sie nicht gefragt. Wenn Sie sie öffnen, erhält sie wieder Zugriff.

### Account: activity

activity-text = Was in Ihrem Konto geschehen ist, das Neueste zuerst.
activity-none = Noch nichts.
activity-older = Ältere
activity-newest = Neueste
activity-not-me-heading = Das waren nicht Sie?
activity-not-me-text = Alle anderen Geräte werden sofort abgemeldet. Danach ändern Sie Ihr Passwort.
activity-not-me = Das war ich nicht
activity-others-signed-out = Alle anderen Geräte sind abgemeldet. Ändern Sie jetzt Ihr Passwort, damit sich niemand mit dem alten anmelden kann.
event-application = eine Anwendung
event-other = Etwas anderes ist geschehen:
event-signed-in = Sie haben sich angemeldet.
event-signed-out = Ein Gerät wurde abgemeldet.
event-consent-given = Sie haben Zugriff auf Ihr Konto erlaubt: { $application }
event-consent-withdrawn = Sie haben den Zugriff auf Ihr Konto widerrufen: { $application }
event-consent-withdrawn-by-other = Jemand von der Verwaltung hat den Zugriff auf Ihr Konto widerrufen: { $application }
event-grant-revoked = Eine Anwendung hat ihren Zugriff zurückgegeben: { $application }
event-grant-reuse = Eine Anwendung hat einen Schlüssel zweimal benutzt, deshalb endete ihr Zugriff: { $application }
event-token-revoked = Eine Anwendung hat einen ihrer Schlüssel zurückgegeben: { $application }
event-user-added = Ihr Konto wurde angelegt.
event-user-edited = Sie haben Ihr Profil geändert.
event-user-edited-by-other = Jemand von der Verwaltung hat Ihr Profil geändert.
event-user-disabled = Ihr Konto wurde gesperrt.
event-user-enabled = Ihr Konto wurde entsperrt.
event-password-set = Sie haben Ihr Passwort geändert.
event-password-set-by-other = Jemand von der Verwaltung hat ein neues Passwort gesetzt.
event-user-signed-out = Jemand von der Verwaltung hat Sie überall abgemeldet.
event-factor-added = Sie haben einen zweiten Faktor hinzugefügt.
event-factor-removed = Sie haben einen zweiten Faktor entfernt.
event-factor-removed-by-other = Jemand von der Verwaltung hat einen Ihrer zweiten Faktoren entfernt.
event-recovery-codes-made = Sie haben neue Wiederherstellungscodes erstellt.
event-recovery-code-used = Sie haben sich mit einem Wiederherstellungscode angemeldet.
event-user-unlocked = Jemand von der Verwaltung hat Ihre fehlgeschlagenen Anmeldungen zurückgesetzt.
event-passkey-added = Sie haben einen Passkey hinzugefügt.
event-passkey-renamed = Sie haben einen Passkey umbenannt.
event-passkey-removed = Sie haben einen Passkey entfernt.
event-passkey-removed-by-other = Jemand von der Verwaltung hat einen Passkey entfernt.
event-passkey-clone = Ein Passkey wurde vielleicht kopiert, daher wurde eine Anmeldung damit abgelehnt. Wenn Sie ihn nicht kopiert haben, entfernen Sie ihn.
event-password-reset = Sie haben ein neues Passwort gesetzt, weil das alte vergessen war.
event-address-verified = Ihre E-Mail-Adresse wurde bestätigt.
event-address-changed = Ihre E-Mail-Adresse wurde geändert.
event-registered = Sie haben Ihr Konto angelegt.
event-invitation-accepted = Sie haben eine Einladung angenommen.
event-link-made = Jemand von der Verwaltung hat einen Link für Sie erzeugt.
event-mail-requested = Eine E-Mail an Sie wurde angefordert.
event-account-linked = Ein Konto bei einem anderen Anbieter wurde verknüpft.
event-account-unlinked = Die Verknüpfung mit einem Konto bei einem anderen Anbieter wurde gelöst.
event-group-added = Sie wurden Mitglied einer Gruppe.
event-group-removed = Sie sind nicht mehr Mitglied einer Gruppe.
event-role-granted = Sie haben eine Rolle erhalten.
event-role-taken = Ihnen wurde eine Rolle entzogen.

### Claims

claim-name = Voller Name
claim-given-name = Vorname
claim-family-name = Familienname
claim-middle-name = Zweiter Vorname
claim-nickname = Rufname
claim-profile = Profilseite
claim-picture = Bild
claim-website = Webseite
claim-gender = Geschlecht
claim-birthdate = Geburtsdatum
claim-zoneinfo = Zeitzone
claim-locale = Sprache
claim-phone-number = Telefonnummer
claim-address = Anschrift
claim-street-address = Straße und Hausnummer
claim-locality = Ort
claim-region = Bundesland oder Region
claim-postal-code = Postleitzahl
claim-country = Land
claim-roles = Rollen
claim-groups = Gruppen
claim-sub = Kennung

### Account: password

password-heading = Passwort ändern
password-heading-first = Passwort festlegen
password-text = Auf diesem Gerät bleiben Sie angemeldet. Überall sonst werden Sie abgemeldet, und Anwendungen, die Sie dort geöffnet haben, verlieren ihren Zugriff.
password-current = Aktuelles Passwort
password-new = Neues Passwort
password-again = Neues Passwort noch einmal
password-rule = Mindestens { $count } Zeichen. Gut sind ein paar Wörter, die nicht zusammengehören; schlecht ist ein Passwort, das Sie auch anderswo verwenden.
password-changed = Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.
password-failure-wrong-current = Das ist nicht Ihr aktuelles Passwort. Versuchen Sie es noch einmal.
password-failure-missing = Geben Sie das neue Passwort in beide Felder ein.
password-failure-different = Die beiden neuen Passwörter sind nicht gleich. Geben Sie das neue Passwort in beide Felder ein.
password-failure-too-short = Das neue Passwort braucht mindestens { $count } Zeichen.
password-failure-too-long = Das neue Passwort darf höchstens { $count } Zeichen haben.
password-failure-not-text = Das neue Passwort darf nur Buchstaben, Ziffern, Satzzeichen, Symbole und Leerzeichen haben.
password-failure-common = Dieses Passwort gehört zu den ersten, die ein Angreifer probiert. Wählen Sie ein anderes.

### Account: passkeys

security-passkeys = Passkeys
security-passkeys-count = { $count ->
    [0] Sie haben keinen Passkey.
    [one] Sie haben 1 Passkey.
   *[other] Sie haben { $count } Passkeys.
  }
security-passkeys-change = Verwalten
passkeys-heading = Passkeys
passkeys-about = Mit einem Passkey melden Sie sich ohne Passwort an: Ihr Gerät fragt nach Ihrem Fingerabdruck, Ihrem Gesicht oder einer PIN. Er funktioniert nur unter dieser Adresse, eine gefälschte Seite kann ihn also nicht verwenden.
passkeys-place-synchronised = Zwischen Ihren Geräten synchronisiert
passkeys-place-device = Nur auf diesem einen Gerät
passkeys-added = Hinzugefügt
passkeys-used = Zuletzt verwendet
passkeys-never-used = Nie
passkeys-name = Name
passkeys-new-name = Name (freiwillig)
passkeys-rename = Umbenennen
passkeys-remove = Entfernen
passkeys-add-heading = Passkey hinzufügen
passkeys-add = Passkey hinzufügen
passkeys-exists = Dieses Gerät hat bereits einen Passkey für Ihr Konto.
passkeys-failed = Ihr Gerät hat keinen Passkey erstellt. Versuchen Sie es erneut, oder verwenden Sie ein anderes Gerät.
passkeys-not-in-this-browser = Dieser Browser hat keine Passkeys.
passkeys-need-javascript = Passkeys brauchen JavaScript. Alles andere funktioniert ohne.
passkeys-not-here = Unter dieser Adresse bieten Browser keine Passkeys an: Sie brauchen https und einen Domänennamen.
passkeys-failure-not-verified = Der Passkey konnte nicht geprüft werden und wurde nicht hinzugefügt. Versuchen Sie es erneut.
passkeys-failure-name = Geben Sie einen Namen mit 1 bis 64 Zeichen ein.
passkeys-failure-too-many = Sie haben so viele Passkeys, wie ein Konto haben kann. Entfernen Sie zuerst einen.
passkeys-was-added = { $name } wurde hinzugefügt. Sie können sich ab jetzt damit anmelden.
passkeys-was-renamed = Der Passkey heißt jetzt { $name }.
passkeys-was-removed = { $name } wurde entfernt. Niemand kann sich mehr damit anmelden.

### Willkommen

welcome-heading = Ein Konto für Ihre Anwendungen
welcome-text = Sie melden sich hier einmal an. Anwendungen erhalten einen Schlüssel, der nur öffnet, was Sie erlauben – und nie Ihr Passwort.
welcome-start = Sie möchten eine Anwendung nutzen? Beginnen Sie dort: Sie schickt Sie hierher, wenn sie wissen muss, wer Sie sind.
welcome-sign-in = Bei Ihrem Konto anmelden

### Weiter zur Anwendung (Formularübergabe)

form-post-heading = Zurück zur Anwendung
form-post-heading-application = Zurück zu { $application }
form-post-heading-request = Einen Moment
form-post-text = Falls nichts passiert, wählen Sie „Weiter“.
form-post-unsafe = Die Adresse der Anwendung ist nicht sicher, deshalb geht es hier nicht weiter.

### Fehler

error-unknown-client-heading = Diese Anwendung ist hier nicht bekannt
error-unknown-client-text = Die Anwendung, die Sie hierher geschickt hat, ist bei diesem Server nicht registriert. Sie haben nichts falsch gemacht.
error-unknown-client-advice = Geben Sie den Betreibern der Anwendung Bescheid. Sie müssen sie zuerst registrieren.

error-redirect-uri-mismatch-heading = Wir können Sie nicht an diese Adresse zurückschicken
error-redirect-uri-mismatch-text = Die Anwendung bat uns, Sie an eine Adresse zu schicken, die nicht mit ihr vereinbart ist. Zum Schutz Ihres Kontos haben wir hier angehalten.
error-redirect-uri-mismatch-advice = Gehen Sie zur Anwendung zurück und versuchen Sie es erneut. Erscheint diese Seite wieder, geben Sie den Betreibern Bescheid.

error-bad-request-heading = Dieser Link funktioniert nicht
error-bad-request-text = Die Anfrage, die uns erreicht hat, ist unvollständig oder beschädigt.
error-bad-request-advice = Gehen Sie zur Anwendung zurück und beginnen Sie dort von vorn.

error-session-expired-heading = Diese Seite war zu lange geöffnet
error-session-expired-text = Zu Ihrer Sicherheit funktioniert eine solche Seite nur begrenzte Zeit. Es wurde nichts geändert.
error-session-expired-advice = Öffnen Sie die Seite erneut, oder gehen Sie zur Anwendung zurück und beginnen Sie dort von vorn.

error-cookies-missing-heading = Ihr Browser hat kein Cookie gesendet
error-cookies-missing-text = Diese Seite braucht ein Cookie, und es kam keines an. Entweder blockiert Ihr Browser hier Cookies, oder sie wurden gelöscht, nachdem die Seite geöffnet war. Es wurde nichts geändert.
error-cookies-missing-advice = Erlauben Sie Cookies für diese Website und beginnen Sie dann von vorn.

error-other-browser-heading = Diese Seite gehört zu einem anderen Browser
error-other-browser-text = Die Seite wurde in einem anderen Browser oder einem privaten Fenster geöffnet, oder bevor hier die Cookies gelöscht wurden. Es wurde nichts geändert.
error-other-browser-advice = Beginnen Sie in dem Browser von vorn, den Sie verwenden möchten.

error-form-damaged-heading = Diese Seite funktioniert nicht mehr
error-form-damaged-text = Das Formular enthält einen Wert, den dieser Server nicht erstellt hat oder nicht mehr erkennt. Das geschieht, wenn eine Adresse abgeschnitten oder der Server neu eingerichtet wurde. Es wurde nichts geändert.
error-form-damaged-advice = Gehen Sie zur Anwendung zurück und beginnen Sie dort von vorn.

error-wrong-address-heading = Sie sind unter einer anderen Adresse dieses Servers
error-wrong-address-text = Die Seite wurde unter einer Adresse geöffnet, die dieser Server nicht für die Anmeldung verwendet. Es wurde nichts geändert.
error-wrong-address-advice = Verwenden Sie die richtige Adresse. Falls ein Link oder die Anwendung Sie hierher gebracht hat, geben Sie den Betreibern Bescheid.

error-request-expired-heading = Diese Anmeldeanfrage ist abgelaufen
error-request-expired-text = Die Anfrage der Anwendung gilt nur einmal und nur für kurze Zeit. Sie ist abgelaufen oder wurde schon verwendet. Es wurde nichts geändert.
error-request-expired-advice = Gehen Sie zur Anwendung zurück und beginnen Sie dort von vorn.

error-other-site-heading = Dieses Formular kam von einer anderen Website
error-other-site-text = Zu Ihrer Sicherheit nehmen wir nur Formulare unserer eigenen Seiten an. Es wurde nichts geändert.
error-other-site-advice = Wenn Sie das wollten, öffnen Sie unsere Seite selbst und versuchen Sie es dort noch einmal.

error-access-denied-heading = Sie haben keinen Zugriff
error-access-denied-text = Ihr Konto darf dies nicht verwenden.
error-access-denied-advice = Bitten Sie die Betreiber der Anwendung, Ihnen Zugriff zu geben.

error-too-many-requests-heading = Bitte warten Sie einen Moment
error-too-many-requests-text = Es gab zu viele Anfragen in kurzer Zeit.
error-too-many-requests-advice = Warten Sie eine Minute und versuchen Sie es dann erneut.

error-request-too-large-heading = Das ist zu viel auf einmal
error-request-too-large-text = Die Anfrage ist größer, als dieser Server annimmt.
error-request-too-large-advice = Gehen Sie zur Anwendung zurück und beginnen Sie dort von vorn.

error-method-not-allowed-heading = Diese Seite lässt sich so nicht öffnen
error-method-not-allowed-text = Die Adresse stimmt, wurde aber auf eine Weise aufgerufen, für die sie nicht gedacht ist.
error-method-not-allowed-advice = Gehen Sie zurück und verwenden Sie die Schaltflächen auf der Seite.

error-not-found-heading = Hier gibt es keine Seite
error-not-found-text = Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen.
error-not-found-advice = Prüfen Sie die Adresse, oder gehen Sie dorthin zurück, woher Sie kamen.

error-server-error-heading = Bei uns ist etwas schiefgegangen
error-server-error-text = Das ist unser Fehler, nicht Ihrer. Die Betreiber dieses Servers können sehen, was geschehen ist.
error-server-error-advice = Bitte versuchen Sie es gleich noch einmal. Falls es wieder passiert, geben Sie die unten stehende Referenz weiter.

error-unavailable-heading = Wir sind gleich wieder da
error-unavailable-text = Der Server ist ausgelastet oder wird gewartet. Es wurde nichts geändert.
error-unavailable-advice = Bitte versuchen Sie es in einer Minute erneut.

error-start-again = Von vorn beginnen
error-right-address = Zur richtigen Adresse
error-reference = Referenz
error-developers = Für Entwickler
error-developer-error = Fehlercode
error-developer-check = Fehlgeschlagene Prüfung
error-developer-expected = Erwartet
error-developer-in-log = Steht im Protokoll des Servers, in der Zeile mit dieser Referenz.
error-developer-seen = Erhalten
error-developer-nothing = (nichts)

### Vergessenes Passwort, Registrierung und Links aus Mails

login-forgot = Passwort vergessen?
login-sign-up = Konto anlegen
forgot-heading = Passwort vergessen?
forgot-text = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein. Falls es ein Konto dazu gibt, senden wir eine Mail mit einem Link, über den Sie ein neues Passwort wählen.
forgot-failure-incomplete = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.
sign-up-heading = Konto anlegen
sign-up-text = Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen eine Mail, mit der Sie fortfahren.
sign-up-address = E-Mail-Adresse
sign-up-terms = Ich nehme die Nutzungsbedingungen an
sign-up-terms-link = Nutzungsbedingungen lesen
sign-up-failure-incomplete = Geben Sie Ihre E-Mail-Adresse ein.
sign-up-failure-not-an-address = Das ist nicht eine einzelne E-Mail-Adresse wie name@example.org.
sign-up-failure-domain = Mit einer Adresse dieser Domain kann man nicht selbst ein Konto anlegen. Bitten Sie die Betreiber dieses Servers um eine Einladung.
sign-up-failure-terms = Sie können nur ein Konto anlegen, wenn Sie die Nutzungsbedingungen annehmen.
ask-mail-submit = Mail senden
ask-mail-failure-too-many = Es wurden zu viele Mails angefordert. Warten Sie { $wait } und versuchen Sie es dann erneut. Vielleicht liegt eine Mail in Ihrem Spam-Ordner.
mail-sign-in-heading = Per Mail anmelden
mail-sign-in-explanation = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein. Falls es ein Konto dazu gibt, senden wir eine Mail mit einem Link und einem Code.
mail-sign-in-confirm = Drücken Sie die Schaltfläche, um sich als { $address } anzumelden.

reset-heading = Neues Passwort wählen
reset-mail-sent = Falls es ein Konto mit diesem Namen gibt, ist eine Mail unterwegs. Öffnen Sie ihren Link oder geben Sie ihren Code hier ein. Es kann ein paar Minuten dauern; sehen Sie auch im Spam-Ordner nach.
register-heading = Registrierung abschließen
register-mail-sent = Eine Mail ist unterwegs. Öffnen Sie ihren Link oder geben Sie ihren Code hier ein. Es kann ein paar Minuten dauern; sehen Sie auch im Spam-Ordner nach.
register-name = Ihr Name
invite-heading = Einladung annehmen
choose-password-label = Neues Passwort
choose-password-hint = Mindestens { $count } Zeichen. Ein paar Wörter, die nichts miteinander zu tun haben, merkt man sich leicht und errät man schwer.
choose-password-submit = Speichern und anmelden
choose-password-failure-incomplete = Füllen Sie jedes Feld aus.
choose-password-failure-too-short = Ein Passwort hat mindestens { $count } Zeichen.
choose-password-failure-too-long = Ein Passwort hat höchstens 256 Zeichen.
choose-password-failure-not-text = Ein Passwort hat Buchstaben, Ziffern, Satzzeichen und Leerzeichen und keine anderen Zeichen.
choose-password-failure-like-account = Dieses Passwort ähnelt Ihrem Namen, Ihrer Adresse oder dem Namen dieses Dienstes zu sehr.
choose-password-failure-common = Wer Passwörter errät, kennt dieses schon. Wählen Sie ein anderes.
mail-code-label = Code aus der Mail
mail-failure-wrong-code = Das ist nicht der Code aus der Mail. Prüfen Sie ihn und versuchen Sie es erneut; nach fünf Versuchen gilt er nicht mehr.
mail-send-again = Neue Mail anfordern

verify-heading = E-Mail-Adresse bestätigen
verify-text = Ist { $address } Ihre Adresse?
change-address-heading = Neue E-Mail-Adresse bestätigen
change-address-text = { $address } für Ihr Konto verwenden?
confirm-mail-sent = Eine Mail ist unterwegs. Öffnen Sie ihren Link oder geben Sie ihren Code hier ein.
link-gone-heading = Dieser Link gilt nicht mehr
link-gone-text = Er wurde schon verwendet, ist zu alt, oder ein Teil von ihm fehlt. Es wurde nichts geändert. Sie können einen neuen anfordern.
invitation-gone-text = Sie wurde schon verwendet, ist zu alt, oder ein Teil des Links fehlt. Falls Sie ein Konto haben, melden Sie sich an. Sonst bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.
mail-other-browser-heading = Öffnen Sie diesen Link im anderen Browser
mail-other-browser-text = Zu Ihrer Sicherheit gilt dieser Link nur in dem Browser, in dem Sie ihn angefordert haben. Öffnen Sie ihn dort, oder geben Sie dort den Code aus der Mail ein.
address-verified-heading = Ihre E-Mail-Adresse ist bestätigt
address-verified-text = Vielen Dank.
address-changed-heading = Ihre E-Mail-Adresse wurde geändert
address-changed-text = Ab jetzt gehen Mails an Ihre neue Adresse.
address-taken-heading = Diese Adresse lässt sich nicht verwenden
address-taken-text = Die Adresse gehört zu einem anderen Konto. Es wurde nichts geändert.
mail-off-heading = Dieser Server sendet keine Mails
mail-off-text = Wenden Sie sich an die Betreiber dieses Servers: Sie können Ihnen einen Link geben, über den Sie ein neues Passwort wählen.
sign-up-off-heading = Hier kann sich niemand registrieren
sign-up-off-text = Bitten Sie die Betreiber dieses Servers um ein Konto.

account-email-none = Ihr Konto hat keine E-Mail-Adresse.
account-email-verify = Mail senden, um diese Adresse zu bestätigen
account-email-new = Neue E-Mail-Adresse
account-email-about = Wir senden eine Mail an die neue Adresse. Es ändert sich nichts, bevor Sie ihren Link öffnen oder ihren Code eingeben. Ihre alte Adresse bekommt eine Nachricht.
account-email-off = Dieser Server sendet keine Mails, deshalb können Sie Ihre Adresse hier nicht ändern. Wenden Sie sich an die Betreiber.
account-email-failure-same = Das ist bereits Ihre Adresse.
account-email-change = Ändern

### Mails

mail-greeting = Guten Tag { $account },
mail-greeting-unknown = Guten Tag,
mail-lifetime = Der Link gilt einmal, höchstens { $time } lang.
mail-code = Oder geben Sie diesen Code auf der Seite ein, die danach fragt:
mail-link-plain = Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:
mail-go-to-sign-in = Zur Anmeldung

mail-test-subject = Testmail von { $host }
mail-test-text = Dies ist ein Test. { $host } kann Mails an diese Adresse senden.

mail-reset-subject = Neues Passwort für { $host } wählen
mail-reset-text = Jemand möchte ein neues Passwort für Ihr Konto bei { $host } wählen. Falls Sie es waren, öffnen Sie den Link.
mail-reset-action = Neues Passwort wählen
mail-reset-closing = Falls Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist. Geben Sie diesen Link und diesen Code niemandem.

mail-verify-subject = Ihre E-Mail-Adresse für { $host } bestätigen
mail-verify-text = Bitte bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört.
mail-verify-action = Diese Adresse bestätigen
mail-verify-closing = Falls Sie hier kein Konto haben, tun Sie nichts.

mail-change-subject = Ihre neue E-Mail-Adresse für { $host } bestätigen
mail-change-text = Jemand möchte diese E-Mail-Adresse für ein Konto bei { $host } verwenden. Falls Sie es waren, öffnen Sie den Link.
mail-change-action = Diese Adresse verwenden
mail-change-closing = Falls Sie es nicht waren, tun Sie nichts: Es ändert sich nichts.

mail-address-taken-subject = Ihre E-Mail-Adresse bei { $host }
mail-address-taken-text = Jemand, der mit einem anderen Konto bei { $host } angemeldet ist, wollte diese E-Mail-Adresse verwenden. Sie gehört zu Ihrem Konto, deshalb hat sich nichts geändert.

mail-register-subject = Ihre Registrierung bei { $host } abschließen
mail-register-text = Jemand hat mit dieser E-Mail-Adresse eine Registrierung bei { $host } begonnen. Falls Sie es waren, öffnen Sie den Link.
mail-register-action = Fortfahren
mail-register-closing = Falls Sie es nicht waren, tun Sie nichts: Es entsteht kein Konto.

mail-registered-subject = Sie haben bereits ein Konto bei { $host }
mail-registered-text = Jemand hat mit dieser E-Mail-Adresse eine Registrierung bei { $host } begonnen, aber Sie haben bereits ein Konto. Falls Sie es waren, melden Sie sich an. Falls Sie Ihr Passwort vergessen haben, wählen Sie auf der Anmeldeseite ein neues.

mail-invite-subject = Sie sind zu { $host } eingeladen
mail-invite-text = Sie sind eingeladen, ein Konto bei { $host } zu haben.
mail-invite-action = Einladung annehmen
mail-invite-closing = Falls Sie kein Konto möchten, tun Sie nichts.

mail-sign-in-subject = Ihre Anmeldung bei { $host }
mail-sign-in-text = Jemand möchte sich bei Ihrem Konto bei { $host } anmelden. Falls Sie es waren, öffnen Sie den Link im selben Browser.
mail-sign-in-action = Anmelden
mail-sign-in-closing = Falls Sie es nicht waren, tun Sie nichts. Geben Sie diesen Link und diesen Code niemandem.

mail-password-changed-subject = Ihr Passwort für { $host } wurde geändert
mail-password-changed-text = Das Passwort Ihres Kontos bei { $host } wurde geändert.
mail-address-changed-subject = Ihre E-Mail-Adresse bei { $host } wurde geändert
mail-address-changed-text = Die E-Mail-Adresse Ihres Kontos bei { $host } wurde geändert.
mail-new-device-subject = Neue Anmeldung bei { $host }
mail-new-device-text = Ihr Konto bei { $host } wurde in einem Browser verwendet, den wir nicht kannten.
mail-factor-added-subject = Neue Anmeldeart bei { $host }
mail-factor-added-text = Zu Ihrem Konto bei { $host } kam eine Anmeldeart hinzu.
mail-factor-removed-subject = Eine Anmeldeart bei { $host } wurde entfernt
mail-factor-removed-text = Von Ihrem Konto bei { $host } wurde eine Anmeldeart entfernt.
mail-fact-factor = Was
mail-fact-time = Wann
mail-fact-network-address = Netzadresse
mail-fact-device = Programm
mail-not-me = Falls Sie es waren, tun Sie nichts. Falls nicht, wählen Sie jetzt ein neues Passwort. Das beendet jede Sitzung.
mail-not-me-action = Das war ich nicht

### Codes per E-Mail, vertraute Geräte

login-mail = Code per E-Mail erhalten
mail-sign-in-sent = Wenn es ein Konto mit diesem Namen und einer bestätigten E-Mail-Adresse gibt, ist eine E-Mail unterwegs. Geben Sie deren Code hier ein, oder öffnen Sie den Link in diesem Browser. Das kann einige Minuten dauern; sehen Sie auch im Spam-Ordner nach.
mail-sign-in-other-way = Anders anmelden

second-step-mail-code = Eine E-Mail mit einem Code ist an die Adresse Ihres Kontos unterwegs. Das kann einige Minuten dauern; sehen Sie auch im Spam-Ordner nach.
second-step-mail-to-send = Wir senden eine E-Mail mit einem Code an die Adresse Ihres Kontos.
second-step-use-mail-code = Einen Code per E-Mail verwenden
second-step-trust = Auf diesem Gerät { $time } lang nicht mehr fragen
second-step-trust-hint = Wählen Sie das nur auf einem Gerät, das niemand sonst verwendet. Auf Ihrer Kontoseite können Sie es unter Geräte rückgängig machen.

trusted-heading = Vertraute Geräte
trusted-text = Bei der Anmeldung mit diesen Browsern werden Sie nicht nach dem zweiten Schritt gefragt.
trusted-since = Vertraut seit
trusted-last-used = Zuletzt verwendet
trusted-until = Bis
trusted-forget = Auf diesem Gerät wieder fragen
trusted-forgotten = Auf diesem Gerät werden Sie wieder nach dem zweiten Schritt gefragt.

event-device-trusted = Sie haben gewählt, auf einem Gerät nicht mehr nach dem zweiten Schritt gefragt zu werden.
event-device-forgotten = Sie haben gewählt, auf einem Gerät wieder nach dem zweiten Schritt gefragt zu werden.

mail-code-alone = Geben Sie diesen Code auf der Seite ein, die danach fragt:
mail-code-lifetime = Der Code gilt einmal, innerhalb von { $time }.
mail-confirm-subject = Ihr Code für { $host }
mail-confirm-text = Jemand meldet sich gerade bei Ihrem Konto bei { $host } an. Falls Sie es sind, geben Sie den Code ein.
mail-confirm-closing = Falls Sie es nicht sind, wählen Sie ein neues Passwort: Jemand kennt Ihres. Geben Sie diesen Code niemandem.

### Andere Anbieter und vorbehaltene Namen

sign-up-failure-reserved = Mit dieser Adresse kann niemand selbst ein Konto anlegen. Bitten Sie die Betreiber dieses Servers um eine Einladung.
logged-out-provider-text = Sie haben sich mit { $provider } angemeldet. Ihre Sitzung dort besteht weiter.
logged-out-provider = Auch bei { $provider } abmelden
logged-out-provider-failed = Ihre Sitzung bei { $provider } ließ sich von hier aus nicht beenden. Melden Sie sich dort selbst ab.

### Konto: Angaben, die der Betreiber festlegt

profile-required = { $name } (Pflichtangabe)
profile-not-set = Keine Angabe
profile-yes = Ja
profile-no = Nein
profile-hint-list = Ein Eintrag pro Zeile.
profile-hint-number = Eine Zahl wie 7 oder 1.5
profile-hint-required = Füllen Sie dieses Feld aus.

### Accounts: several in one browser, access to applications

account-switch = Konto wechseln
accounts-heading = Konten in diesem Browser
accounts-signed-out = Abgemeldet
accounts-sign-out-of = Von { $account } abmelden
accounts-sign-out-this = Von diesem Konto abmelden
accounts-sign-out-all = Von allen Konten in diesem Browser abmelden
logged-out-others = Andere Konten sind in diesem Browser noch angemeldet.
logged-out-accounts = Andere Konten anzeigen
no-access-heading = Kein Zugriff
no-access-text = Dieses Konto darf { $application } nicht verwenden.
no-access-ask = Wenn Sie Zugriff brauchen, fragen Sie die Betreiber dieses Dienstes.
login-keep = Auf diesem Gerät angemeldet bleiben
no-access-network = Sie dürfen { $application } aus diesem Netz nicht verwenden.

### Passkeys während einer Anmeldung

second-step-passkey = Verwenden Sie einen Passkey dieses Kontos. Ihr Gerät fragt nach Ihrem Fingerabdruck, Ihrem Gesicht oder einer PIN.
second-step-failure-passkey = Dieser Passkey hat nicht funktioniert. Versuchen Sie es erneut, oder versuchen Sie einen anderen Weg.
second-step-passkey-was-added = Ihr Passkey wurde hinzugefügt. Verwenden Sie ihn jetzt, um fortzufahren.
authenticator-use-passkey = Stattdessen einen Passkey hinzufügen
sign-in-passkey-reason = Für die Anmeldung brauchen Sie hier mehr als ein Passwort. Fügen Sie jetzt einen Passkey hinzu.
sign-in-passkey-reason-application = { $application } verlangt bei der Anmeldung mehr als ein Passwort. Fügen Sie jetzt einen Passkey hinzu.
sign-in-passkey-use-authenticator = Stattdessen eine Authenticator-App hinzufügen
passkey-offer-heading = Nächstes Mal ohne Passwort anmelden?
passkey-offer-not-now = Jetzt nicht
passkey-offer-later = Wenn Sie „Jetzt nicht“ wählen, fragen wir nicht wieder. Sie können jederzeit auf Ihrer Kontoseite einen Passkey hinzufügen.
event-passkey-offer-declined = Sie wollten keinen Passkey.
passkeys-failure-model = Hier werden nur bestimmte Sicherheitsschlüssel angenommen, und dieses Gerät hat nicht bewiesen, dass es einer davon ist. Verwenden Sie einen Sicherheitsschlüssel Ihrer Organisation, und erlauben Sie dem Browser, Marke und Modell zu zeigen.

### Export and deletion of the account

account-menu-data = Ihre Daten
account-about-data = Alles herunterladen, was wir über Sie gespeichert haben, oder das Konto löschen.
data-export-heading = Daten herunterladen
data-export-text = Alles, was dieser Server über Sie gespeichert hat: Profil, Anmeldung, Geräte, Anwendungen und Aktivität. Passwörter, Schlüssel und Codes sind nicht dabei.
data-export-html = Zum Lesen herunterladen (HTML)
data-export-json = Für Programme herunterladen (JSON)
data-deletion-text = Sie werden überall abgemeldet. 14 Tage lang können Sie es sich anders überlegen; danach ist Ihr Konto endgültig gelöscht.
data-deletion-open = Dieses Konto löschen
deletion-heading = Konto löschen
deletion-text = Wenn Sie Ihr Konto löschen:
deletion-sessions = { $count ->
    [one] wird dieses Gerät abgemeldet
   *[other] werden { $count } Geräte abgemeldet, auch dieses
  }
deletion-applications = { $count ->
    [0] hat keine Anwendung Zugriff auf Ihr Konto
    [one] verliert eine Anwendung den Zugriff
   *[other] verlieren { $count } Anwendungen den Zugriff
  }
deletion-day = wird am { $day } alles über Sie auf diesem Server endgültig gelöscht
deletion-return = Wenn Sie es sich vor diesem Tag anders überlegen, melden Sie sich an und behalten Sie Ihr Konto.
deletion-export = Sie können vorher Ihre Daten herunterladen:
deletion-submit = Mein Konto löschen
deletion-requested-heading = Ihr Konto wird gelöscht
deletion-requested-text = Sie sind überall abgemeldet. Ihr Konto wird am { $day } gelöscht.
deletion-requested-mail = Wir haben Ihnen eine Mail dazu geschickt.
keep-account-heading = Konto behalten?
keep-account-text = Dieses Konto wird am { $day } gelöscht, weil Sie darum gebeten haben. Sie sind erst angemeldet, wenn Sie es behalten.
keep-account-keep = Mein Konto behalten
keep-account-delete = Wie geplant löschen
event-data-exported = Sie haben Ihre Daten heruntergeladen.
event-deletion-requested = Sie haben um die Löschung Ihres Kontos gebeten.
event-deletion-requested-by-other = Ein Administrator hat Ihr Konto zur Löschung vorgemerkt.
event-deletion-cancelled = Sie haben Ihr Konto behalten.
event-deletion-cancelled-by-other = Ein Administrator hat die Löschung Ihres Kontos aufgehoben.
mail-deletion-requested-subject = Ihr Konto bei { $host } wird gelöscht
mail-deletion-requested-text = Jemand, der in Ihrem Konto bei { $host } angemeldet ist, hat um dessen Löschung gebeten. Bis zu dem Tag unten können Sie sich anmelden und es behalten.
mail-deletion-cancelled-subject = Ihr Konto bei { $host } bleibt bestehen
mail-deletion-cancelled-text = Ihr Konto bei { $host } sollte gelöscht werden. Jemand hat sich darin angemeldet und es behalten.
mail-fact-deletion = Gelöscht am
export-heading = Daten über { $account }
export-text = Alles, was { $host } über dieses Konto gespeichert hat, Stand { $time }. Passwörter, Schlüssel und Codes sind nicht dabei.
export-nothing = Nichts.
export-account = Konto
export-sign-in = Anmeldung
export-sessions = Geräte
export-consents = Was Sie Anwendungen erlaubt haben
export-grants = Zugriff von Anwendungen
export-mail-links = Links aus Mails, die noch gelten
export-events = Aktivität
export-email-verified = E-Mail-Adresse bestätigt
export-phone-number-verified = Telefonnummer bestätigt
export-granted-roles = Vergebene Rollen
export-disabled = Gesperrt
export-created-at = Angelegt
export-updated-at = Geändert
export-password-set = Passwort gesetzt
export-passkey = Ihr Passkey
export-linked-account = Verknüpftes Konto
export-failed-sign-ins = Fehlgeschlagene Anmeldungen
export-failures-forgotten = Tage, nach denen fehlgeschlagene Anmeldungen nicht mehr zählen
export-methods = Methoden
export-expires-at = Endet
export-client-id = Kennung der Anwendung
export-application = Anwendung
export-scope = Umfang
export-allowed-at = Erlaubt
export-audiences = Empfänger
export-purpose = Zweck
export-kind = Art
export-by = Durch
export-changed = Änderung
export-provider = Anbieter
export-provider-subject = Konto beim Anbieter
export-last-used-at = Zuletzt benutzt
export-synchronised = Synchronisiert
export-left = Übrig

### Breached passwords

password-failure-breached = Dieses Passwort steht in einer Liste von Passwörtern, die anderen Diensten gestohlen wurden. Angreifer probieren diese zuerst. Wählen Sie hier ein anderes, und ändern Sie es überall, wo Sie es sonst verwenden.

### The picture of the user

picture-change = Bild ändern
picture-alt = Ihr Bild
picture-none = Sie haben kein Bild.
picture-elsewhere = Ihr Bild liegt auf einem anderen Server.
picture-file = Neues Bild
picture-hint = PNG, JPEG oder WebP, höchstens 8 MB. Wir behalten das Quadrat in der Mitte und nichts, was die Datei über Ort, Zeit oder Kamera sagt. Anwendungen, die Ihr Profil sehen, sehen auch das Bild, und alle, die seine Adresse haben.
picture-upload = Bild speichern
picture-remove = Bild entfernen
picture-saved = Ihr Bild ist gespeichert.
picture-removed = Ihr Bild ist entfernt.
picture-failure-missing = Wählen Sie zuerst eine Datei.
picture-failure-too-large = Diese Datei ist zu groß. Ein Bild hat höchstens 8 MB.
picture-failure-too-many-pixels = Dieses Bild hat zu viele Bildpunkte. Es hat höchstens 10.000 je Seite und 50 Millionen insgesamt.
picture-failure-format = Diese Datei ist kein Bild in PNG, JPEG oder WebP.
picture-failure-damaged = Dieses Bild ist beschädigt. Öffnen Sie es in einem anderen Programm und speichern Sie es neu.
picture-failure-busy = Gerade werden zu viele Bilder gespeichert. Versuchen Sie es gleich noch einmal.

### Terms that changed

terms-heading = Die Nutzungsbedingungen haben sich geändert
terms-text = Bitte lesen Sie die Nutzungsbedingungen, Version { $version }, und stimmen Sie ihnen zu, um fortzufahren.
terms-decline = Ich stimme nicht zu
event-terms-accepted = Sie haben den Nutzungsbedingungen zugestimmt.
event-claims-previewed = Jemand von der Verwaltung hat angesehen, welche Daten eine Anwendung über Sie erhält: { $application }
export-accepted-terms = Zugestimmte Nutzungsbedingungen

### Terms at the first sign-in

terms-heading-first = Den Nutzungsbedingungen zustimmen

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Neue Wiederherstellungscodes bei { $host }
mail-recovery-codes-made-text = Für Ihr Konto bei { $host } wurden neue Wiederherstellungscodes erstellt. Die alten gelten nicht mehr.
mail-recovery-code-used-subject = Ein Wiederherstellungscode bei { $host } wurde benutzt
mail-recovery-code-used-text = Einer Ihrer Wiederherstellungscodes wurde benutzt, um sich bei Ihrem Konto bei { $host } anzumelden.
mail-account-linked-subject = Ein Konto wurde bei { $host } verknüpft
mail-account-linked-text = Ein Konto bei einem anderen Anbieter wurde mit Ihrem Konto bei { $host } verknüpft. Damit kann man sich jetzt anmelden.
mail-account-unlinked-subject = Eine Verknüpfung bei { $host } wurde gelöst
mail-account-unlinked-text = Die Verknüpfung Ihres Kontos bei { $host } mit einem Konto bei einem anderen Anbieter wurde gelöst. Damit kann man sich nicht mehr anmelden.

### Places of addresses, and the way to the console

place-estimated = { $place } (geschätzt)
mail-fact-place = Ort
account-console = Verwaltung
account-about-console = Nutzer, Anwendungen und die Einstellungen des Servers.
