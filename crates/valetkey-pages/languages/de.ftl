# Alle Meldungen aller Seiten auf Deutsch. Maßstab ist en.ftl.

### Gemeinsames

title = { $page } – Valetkey
title-with-application = { $page } – { $application } – Valetkey
continue = Weiter
cancel = Abbrechen
signed-in-as = Angemeldet als { $account }

### Anmelden

login-heading = Anmelden
login-heading-application = Bei { $application } anmelden
login-username = Benutzername oder E-Mail
login-password = Passwort
login-submit = Anmelden
login-reason-fresh-sign-in = Die Anwendung bittet Sie, Ihr Passwort erneut einzugeben, obwohl Sie bereits angemeldet sind.
login-reason-session-too-old = Ihre Anmeldung liegt eine Weile zurück. Die Anwendung bittet Sie zu bestätigen, dass Sie es noch sind.
login-reason-another-account = Melden Sie sich mit dem Konto an, das Sie verwenden möchten.
login-failure-wrong-credentials = Benutzername und Passwort passen nicht zusammen. Prüfen Sie beide und versuchen Sie es erneut.
login-failure-incomplete = Geben Sie Benutzername und Passwort ein.
login-failure-too-many-attempts = Es gab zu viele fehlgeschlagene Versuche. Warten Sie einige Minuten und versuchen Sie es dann erneut.
login-failure-expired = Diese Seite war zu lange geöffnet. Bitte geben Sie Ihr Passwort noch einmal ein.
login-failure-busy = Gerade melden sich zu viele Personen an. Bitte versuchen Sie es gleich noch einmal.

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
consent-return = Sie kehren zurück zu { $host }
consent-remembered = Ihre Zustimmung wird gespeichert, damit wir Sie nicht jedes Mal fragen.
consent-withdraw = Sie können sie jederzeit auf Ihrer Kontoseite widerrufen
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
scope-offline-access = Diesen Zugriff auch in Ihrer Abwesenheit behalten, bis Sie ihn widerrufen
scope-other = Diese Berechtigung nutzen:

### Abmelden

logout-heading = Abmelden?
logout-text = Sie werden hier abgemeldet. Anwendungen, die Sie mit diesem Konto geöffnet haben, werden benachrichtigt, soweit sie das unterstützen.
logout-text-application = { $application } möchte Sie abmelden. Andere Anwendungen, die Sie mit diesem Konto geöffnet haben, werden benachrichtigt, soweit sie das unterstützen.
logout-submit = Abmelden
logout-stay = Angemeldet bleiben

logged-out-heading = Sie sind abgemeldet
logged-out-text = Dieser Browser ist hier nicht mehr angemeldet.
logged-out-told-list = Anwendungen
logged-out-told = Über die Abmeldung benachrichtigt
logged-out-not-told = Nicht erreicht – bitte schließen oder dort selbst abmelden
logged-out-return = Zurück zu { $application }
logged-out-return-unnamed = Zurück zur Anwendung
logged-out-sign-in = Erneut anmelden

### Konto

account-heading = Ihr Konto
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
account-withdraw-named = Zugriff von { $application } widerrufen
account-withdrawn = { $application } hat keinen Zugriff mehr auf Ihr Konto. Dienste, auf die es in Ihrem Namen zugreift, bemerken das vielleicht erst nach einer Weile.
account-sign-out = Abmelden

### Willkommen

welcome-heading = Ein Konto für Ihre Anwendungen
welcome-text = Sie melden sich hier einmal an. Anwendungen erhalten einen Schlüssel, der nur öffnet, was Sie erlauben – und nie Ihr Passwort.
welcome-start = Sie möchten eine Anwendung nutzen? Beginnen Sie dort: Sie schickt Sie hierher, wenn sie wissen muss, wer Sie sind.
welcome-sign-in = Bei Ihrem Konto anmelden

### Weiter zur Anwendung (Formularübergabe)

form-post-heading = Zurück zur Anwendung
form-post-heading-application = Zurück zu { $application }
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

error-session-expired-heading = Das hat zu lange gedauert
error-session-expired-text = Zu Ihrer Sicherheit muss eine Anmeldung innerhalb weniger Minuten abgeschlossen sein. Es wurde nichts geändert.
error-session-expired-advice = Gehen Sie zur Anwendung zurück und beginnen Sie von vorn.

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

error-back = Zurück zu { $application }
error-back-unnamed = Zurück zur Anwendung
error-reference = Referenz
error-developers = Für Entwickler
error-developer-error = Fehlercode
error-developer-check = Fehlgeschlagene Prüfung
error-developer-expected = Erwartet
error-developer-seen = Erhalten
error-developer-nothing = (nichts)
