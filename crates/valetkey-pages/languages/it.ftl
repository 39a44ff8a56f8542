# Every message of every page, in Italian. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Errore: { $page }
continue = Continua
cancel = Annulla
signed-in-as = Accesso effettuato come { $account }
opens-in-a-new-tab = (si apre in una nuova scheda)
duration-seconds = { $count ->
    [one] 1 secondo
   *[other] { $count } secondi
  }
duration-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minuti
  }
duration-hours = { $count ->
    [one] 1 ora
   *[other] { $count } ore
  }
duration-days = { $count ->
    [one] 1 giorno
   *[other] { $count } giorni
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = proprio ora
moment-minutes = { $count ->
    [one] 1 minuto fa
   *[other] { $count } minuti fa
  }
moment-hours = { $count ->
    [one] 1 ora fa
   *[other] { $count } ore fa
  }
moment-days = { $count ->
    [one] 1 giorno fa
   *[other] { $count } giorni fa
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date }, { $time } UTC
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
language-label = Lingua
language-submit = Cambia
footer-support = Assistenza
footer-privacy = Informativa sulla privacy
footer-terms = Termini di servizio

### Sign in

login-heading = Accedi
login-heading-application = Accedi a { $application }
login-username = Nome utente o email
login-password = Password
login-submit = Accedi
login-use-passkey = Usa una passkey
login-failure-passkey = Questa passkey non ha funzionato. Usane un’altra oppure accedi con la tua password.
login-reason-fresh-sign-in = L’applicazione ti chiede di inserire di nuovo la password, anche se hai già effettuato l’accesso.
login-reason-session-too-old = È passato un po’ di tempo dal tuo accesso. L’applicazione ti chiede di confermare che sei ancora tu.
login-reason-another-account = Accedi con l’account che vuoi usare.
login-reason-confirm-change = Stai per modificare il tuo account e hai effettuato l’accesso più di cinque minuti fa. Conferma che sei ancora tu.
login-reason-second-step = Qui è necessario un secondo passaggio. Inserisci prima la password.
login-failure-wrong-credentials = Il nome utente e la password non corrispondono. Controlla entrambi e riprova.
login-failure-incomplete = Inserisci sia il nome utente sia la password.
login-failure-too-many-attempts = Ci sono stati troppi tentativi non riusciti. Attendi { $wait }, poi riprova. Fino ad allora non viene verificata alcuna password, nemmeno quella giusta.
login-failure-expired = Questa pagina è rimasta aperta troppo a lungo. Inserisci di nuovo la password.
login-failure-busy = Troppe persone stanno effettuando l’accesso in questo momento. Riprova tra qualche istante.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = oppure
login-provider = Accedi con { $provider }
login-provider-cancelled = Hai annullato l’accesso con { $provider }. Puoi riprovare o accedere in un altro modo.
login-provider-unreachable = { $provider } non risponde in questo momento. Riprova tra un minuto o accedi in un altro modo.
login-provider-failed = L’accesso con { $provider } non ha funzionato. Riprova o accedi in un altro modo.
login-provider-not-set-up = L’accesso con { $provider } non è configurato correttamente qui. Accedi in un altro modo e avvisa l’amministrazione.
login-provider-not-offered = Qui non puoi più accedere con { $provider }. Accedi in un altro modo.
login-provider-not-linked = Nessun account è collegato qui a questo account { $provider }. Accedi in un altro modo, poi collegalo nella pagina del tuo account.
login-provider-not-allowed = Questo account { $provider } non è autorizzato ad accedere qui.
login-provider-link-after-sign-in = Per usare qui questo account { $provider }, accedi una volta al tuo account. In seguito potrai accedere con { $provider }.
login-provider-address-is-known = Esiste già un account qui con l’indirizzo email del tuo account { $provider }. Accedi una volta a quell’account. In seguito potrai accedere con { $provider }.

### Second step

second-step-heading = Conferma che sei tu
second-step-account = Accesso come { $account }
second-step-authenticator = Apri l’app di autenticazione e inserisci il codice che mostra per questo account.
second-step-authenticator-label = Codice di sei cifre
second-step-recovery-code = Inserisci uno dei tuoi codici di recupero. Ogni codice funziona una sola volta.
second-step-recovery-code-label = Codice di recupero
second-step-submit = Continua
second-step-other-ways = Prova in un altro modo
second-step-use-authenticator = Usa l’app di autenticazione
second-step-use-recovery-code = Usa un codice di recupero
second-step-restart = Usa un altro account
second-step-reason = Hai effettuato l’accesso. Questa pagina richiede un secondo passaggio.
second-step-reason-application = Hai effettuato l’accesso. { $application } richiede un secondo passaggio.
second-step-failure-wrong-code = Questo codice è errato, è scaduto o è già stato usato. Inseriscine uno nuovo.
second-step-failure-incomplete = Inserisci il codice.
second-step-failure-too-many-attempts = Ci sono stati troppi tentativi non riusciti. Attendi { $wait }, poi riprova. Fino ad allora non viene verificato alcun codice, nemmeno quello giusto.
second-step-failure-expired = Questa pagina è stata inviata troppe volte. Inserisci di nuovo il codice.

authenticator-heading = App di autenticazione
authenticator-reason = Per accedere qui serve un secondo passaggio. Aggiungi ora un’app di autenticazione.
authenticator-reason-application = { $application } richiede un secondo passaggio per l’accesso. Aggiungi ora un’app di autenticazione.
authenticator-step-app = Apri un’app di autenticazione sul telefono. Se non ne hai, installane una: va bene qualsiasi app per codici monouso.
authenticator-step-scan = Scansiona questa immagine con l’app.
authenticator-qr = Codice QR con la chiave per l’app di autenticazione
authenticator-type-key = Inserisci la chiave a mano
authenticator-key = Chiave
authenticator-account = Account
authenticator-step-code = Inserisci il codice che l’app mostra ora. Da quel momento l’app sarà attiva.
authenticator-confirm = Aggiungi l’app
authenticator-wrong-code = Questo codice non va bene. Controlla che l’orologio del telefono sia esatto e inserisci il codice che l’app mostra ora.
authenticator-added = Hai un’app di autenticazione. Dopo la password ti viene chiesto il suo codice.
authenticator-remove-text = Per usare un altro telefono, rimuovi l’app e aggiungila su quello nuovo. Puoi comunque accedere con gli altri secondi fattori.
authenticator-remove-with-codes = Per usare un altro telefono, rimuovi l’app e aggiungila su quello nuovo. Fino ad allora basta la password per accedere e i tuoi codici di recupero smettono di funzionare.
authenticator-remove = Rimuovi l’app
authenticator-notice-added = L’app di autenticazione è stata aggiunta.
authenticator-notice-removed = L’app di autenticazione è stata rimossa.

recovery-codes-heading = Codici di recupero
recovery-codes-text = Con un codice di recupero puoi accedere quando non hai il telefono a portata di mano. Ogni codice funziona una sola volta.
recovery-codes-left = { $count ->
    [one] Ti resta un codice di recupero.
   *[other] Ti restano { $count } codici di recupero.
  }
recovery-codes-few = Creane di nuovi prima di esaurirli.
recovery-codes-make-text = I nuovi codici sostituiscono quelli vecchi, che smettono di funzionare.
recovery-codes-make = Crea nuovi codici
recovery-codes-none = Non hai codici di recupero. Li ricevi quando aggiungi un secondo fattore, ad esempio un’app di autenticazione.
recovery-codes-new-heading = Salva i tuoi codici di recupero
recovery-codes-new-text = Con un codice di recupero puoi accedere se perdi il telefono. Ogni codice funziona una sola volta. Li mostriamo solo ora: scaricali o stampali e conservali in un luogo sicuro.
recovery-codes-account = Account: { $account }
recovery-codes-print = Per stampare questa pagina, usa il menu del browser.
recovery-codes-download = Scarica come testo
recovery-codes-saved = Li ho salvati

### Signed in already

signed-in-heading = Hai già effettuato l’accesso
signed-in-account = Vai al tuo account

### Account chooser

chooser-heading = Scegli un account
chooser-heading-application = Scegli un account per { $application }
chooser-text = Hai già effettuato l’accesso in questo browser.
chooser-continue-as = Continua come { $account }
chooser-another = Usa un altro account

### Consent

consent-heading = Vuoi consentire a { $application } di accedere al tuo account?
consent-title = Consenti l’accesso
consent-list = Se lo consenti, { $application } potrà:
consent-writing = Potrà anche apportare modifiche per te:
consent-offline = E manterrà questo accesso:
consent-return = Tornerai a { $host }
consent-remembered = La tua scelta di consentire l’accesso viene memorizzata, così non ti viene chiesto ogni volta. Puoi revocarla in qualsiasi momento nella pagina del tuo account.
consent-allow = Consenti
consent-deny = Rifiuta
consent-policy = Informativa sulla privacy
consent-terms = Termini di servizio

scope-openid = Confermare chi sei quando accedi
scope-profile = Vedere il tuo nome e gli altri dati di base del tuo profilo
scope-email = Vedere il tuo indirizzo email e se è confermato
scope-address = Vedere il tuo indirizzo postale
scope-phone = Vedere il tuo numero di telefono e se è confermato
scope-roles = Vedere quali ruoli hai qui
scope-groups = Vedere di quali gruppi fai parte
scope-offline-access = Mantenere questo accesso in tua assenza, finché non lo revochi
scope-other = Usare questa autorizzazione:

### Sign out

logout-heading = Vuoi uscire?
logout-text = Uscirai dall’account qui. Le applicazioni che hai aperto con questo account verranno avvisate, se lo supportano.
logout-text-application = { $application } chiede di farti uscire dall’account. Le altre applicazioni che hai aperto con questo account verranno avvisate, se lo supportano.
logout-missing-return = L’applicazione ha indicato un indirizzo a cui tornare, ma non sappiamo se quell’indirizzo le appartiene. Dopo l’uscita rimarrai qui.
logout-submit = Esci
logout-stay = Non uscire

logged-out-heading = Sessione chiusa
logged-out-text = In questo browser l’accesso non è più attivo.
logged-out-missing-return = L’applicazione ha indicato un indirizzo a cui tornare, ma non sappiamo se quell’indirizzo le appartiene. Per questo rimani qui. La sessione è comunque chiusa.
logged-out-told-list = Applicazioni
logged-out-told = Avvisata dell’uscita
logged-out-not-told = Non raggiunta – chiudila o esci direttamente da lì
logged-out-return = Torna a { $application }
logged-out-return-unnamed = Torna all’applicazione
logged-out-sign-in = Accedi di nuovo

### Account

account-heading = Il tuo account
account-menu = Account
account-menu-overview = Panoramica
account-menu-security = Sicurezza
account-menu-devices = Dispositivi
account-menu-apps = Applicazioni
account-menu-activity = Attività
account-about-activity = Che cosa è successo nel tuo account.
account-menu-profile = Profilo
account-about-profile = Che cosa dice di te il tuo account.
account-about-security = Come accedi.
account-about-devices = Dove hai effettuato l’accesso.
account-about-apps = Quali applicazioni possono usare il tuo account e che cosa può fare ciascuna.
account-username = Nome utente
account-email = Indirizzo email
account-email-verified = Confermato
account-email-unverified = Non confermato
account-applications-heading = Applicazioni con accesso
account-applications-count = { $count ->
    [one] Un’applicazione può usare il tuo account.
   *[other] { $count } applicazioni possono usare il tuo account.
  }
account-applications-none = Nessuna applicazione ha accesso al tuo account. Quando ne autorizzi una, compare qui.
account-application-can = { $application } può:
account-withdraw = Revoca l’accesso
account-withdrawn = { $application } non ha più accesso al tuo account. I servizi che usa per tuo conto potrebbero impiegare un po’ di tempo per accorgersene.
account-sign-out = Esci

### Account: profile

profile-text = Le applicazioni vedono questi dati solo se lo consenti. Lascia vuoto ciò che non vuoi indicare.
profile-save = Salva
profile-saved = Il tuo profilo è stato salvato.
profile-failure-wrong-values = Non è stato ancora salvato nulla. Correggi i dati evidenziati.
profile-failure-changed = Nel frattempo il tuo account è stato modificato, quindi non è stato salvato nulla. Questi sono i dati attuali.
profile-hint-text = Il testo è troppo lungo o contiene caratteri invisibili.
profile-hint-web = Un indirizzo web, ad esempio https://example.org/ada
profile-hint-birthdate = Anno, mese e giorno, ad esempio 1815-12-10. Con 0000 l’anno non viene indicato.
profile-hint-zoneinfo = Un fuso orario, ad esempio Europe/Rome
profile-hint-locale = Una lingua, ad esempio it o pt-BR
profile-hint-phone = Con il prefisso internazionale, ad esempio +390212345678

### Account: security

security-password = Password
security-password-set = Hai una password.
security-password-none = Non hai una password.
security-password-change = Cambia
security-password-add = Imposta una password
security-authenticator = App di autenticazione
security-authenticator-on = Hai un’app di autenticazione.
security-authenticator-off = Non hai un’app di autenticazione.
security-add = Aggiungi
security-change = Modifica
security-recovery-codes = Codici di recupero
security-recovery-codes-on = Hai dei codici di recupero.
security-recovery-codes-off = Li ricevi quando aggiungi un secondo fattore.
security-see = Visualizza

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Account collegati
security-linked-none = Non accedi con nessun altro account.
security-linked-count = { $count ->
    [one] Puoi accedere con un altro account.
   *[other] Puoi accedere con altri { $count } account.
  }
security-linked-manage = Gestisci
linked-text = Con un account collegato di un altro fornitore puoi accedere qui senza password.
linked-none = Nessun account è collegato.
linked-since = Collegato
linked-last-used = Ultimo utilizzo
linked-unlink = Scollega
linked-last-way = È il tuo unico modo per accedere. Imposta una password o collega un altro account prima di scollegarlo.
linked-more = Collega un account
linked-link = Collega { $provider }
linked-added = { $provider } è collegato. D’ora in poi puoi usarlo per accedere.
linked-removed = { $provider } non è più collegato. Non puoi più usarlo per accedere.
linked-failure-cancelled = Hai annullato l’operazione su { $provider }. Non è stato collegato nulla.
linked-failure-unreachable = { $provider } non risponde in questo momento. Non è stato collegato nulla. Riprova tra un minuto.
linked-failure-taken = Questo account { $provider } è già collegato a un altro account qui. Scollegalo prima da quello.
linked-failure-failed = Non è stato possibile collegare il tuo account { $provider }. Non è cambiato nulla.

### Account: devices

devices-text = In questi browser è attivo l’accesso al tuo account. Se non ne riconosci uno, disconnettilo e cambia la password.
devices-browser-system = { $browser } su { $system }
devices-unknown = Browser sconosciuto
devices-this = Questo dispositivo
devices-signed-in = Accesso
devices-last-seen = Ultima attività
devices-applications = Applicazioni aperte
devices-end = Disconnetti
devices-end-others = { $count ->
    [one] Disconnetti l’altro dispositivo
   *[other] Disconnetti gli altri { $count } dispositivi
  }
devices-ended = { $count ->
    [one] Un altro dispositivo è stato disconnesso.
   *[other] Altri { $count } dispositivi sono stati disconnessi.
  }
devices-apps = Disconnettere un dispositivo non interrompe l’accesso delle applicazioni che possono agire in tua assenza. Le trovi in

### Account: applications

apps-sees = Al momento vede:
apps-allowed = Accesso consentito
apps-opened = Ultima apertura
apps-trusted = Della tua organizzazione
apps-trusted-text = Questa applicazione è gestita dalla tua organizzazione, quindi non ti è stato chiesto il consenso. Riotterrà l’accesso quando la apri.

### Account: activity

activity-text = Che cosa è successo nel tuo account, a partire dagli eventi più recenti.
activity-none = Ancora nulla.
activity-older = Meno recenti
activity-newest = Più recenti
activity-not-me-heading = Non eri tu?
activity-not-me-text = Tutti gli altri dispositivi vengono disconnessi subito. Poi cambierai la password.
activity-not-me = Non ero io
activity-others-signed-out = Tutti gli altri dispositivi sono stati disconnessi. Cambia ora la password, così nessuno potrà accedere con quella vecchia.
event-application = un’applicazione
event-other = È successo qualcos’altro:
event-signed-in = Hai effettuato l’accesso.
event-signed-out = Un dispositivo è stato disconnesso.
event-consent-given = Hai consentito l’accesso al tuo account: { $application }
event-consent-withdrawn = Hai revocato l’accesso al tuo account: { $application }
event-consent-withdrawn-by-other = L’amministrazione ha revocato l’accesso al tuo account: { $application }
event-grant-revoked = Un’applicazione ha restituito il proprio accesso: { $application }
event-grant-reuse = Un’applicazione ha usato due volte la stessa chiave, quindi il suo accesso è terminato: { $application }
event-token-revoked = Un’applicazione ha restituito una delle proprie chiavi: { $application }
event-user-added = Il tuo account è stato creato.
event-user-edited = Hai modificato il tuo profilo.
event-user-edited-by-other = L’amministrazione ha modificato il tuo profilo.
event-user-disabled = Il tuo account è stato disattivato.
event-user-enabled = Il tuo account è stato attivato.
event-password-set = Hai cambiato la password.
event-password-set-by-other = L’amministrazione ha impostato una nuova password.
event-user-signed-out = L’amministrazione ha chiuso tutte le tue sessioni.
event-factor-added = Hai aggiunto un secondo fattore.
event-factor-removed = Hai rimosso un secondo fattore.
event-factor-removed-by-other = L’amministrazione ha rimosso uno dei tuoi secondi fattori.
event-recovery-codes-made = Hai creato nuovi codici di recupero.
event-recovery-code-used = Hai effettuato l’accesso con un codice di recupero.
event-user-unlocked = L’amministrazione ha azzerato i tuoi accessi non riusciti.
event-passkey-added = Hai aggiunto una passkey.
event-passkey-renamed = Hai rinominato una passkey.
event-passkey-removed = Hai rimosso una passkey.
event-passkey-removed-by-other = L’amministrazione ha rimosso una passkey.
event-passkey-clone = Una passkey potrebbe essere stata copiata, quindi un accesso effettuato con quella passkey è stato rifiutato. Se non l’hai copiata tu, rimuovila.
event-password-reset = Hai impostato una nuova password dopo aver dimenticato quella vecchia.
event-address-verified = Il tuo indirizzo email è stato confermato.
event-address-changed = Il tuo indirizzo email è stato modificato.
event-registered = Hai creato il tuo account.
event-invitation-accepted = Hai accettato un invito.
event-link-made = L’amministrazione ha creato un link per te.
event-mail-requested = È stata richiesta un’email per te.
event-account-linked = È stato collegato un account di un altro fornitore.
event-account-unlinked = È stato scollegato un account di un altro fornitore.
event-group-added = Ora fai parte di un gruppo.
event-group-removed = Non fai più parte di un gruppo.
event-role-granted = Ti è stato assegnato un ruolo.
event-role-taken = Ti è stato tolto un ruolo.

### Claims

claim-name = Nome completo
claim-given-name = Nome
claim-family-name = Cognome
claim-middle-name = Secondo nome
claim-nickname = Soprannome
claim-profile = Pagina del profilo
claim-picture = Foto
claim-website = Sito web
claim-gender = Genere
claim-birthdate = Data di nascita
claim-zoneinfo = Fuso orario
claim-locale = Lingua
claim-phone-number = Numero di telefono
claim-address = Indirizzo
claim-street-address = Via e numero civico
claim-locality = Località
claim-region = Provincia o regione
claim-postal-code = Codice postale
claim-country = Paese
claim-roles = Ruoli
claim-groups = Gruppi
claim-sub = Identificativo

### Account: password

password-heading = Cambia password
password-heading-first = Imposta una password
password-text = L’accesso resta attivo su questo dispositivo. Altrove verrà chiuso, e le applicazioni che hai aperto lì perderanno l’accesso.
password-current = Password attuale
password-new = Nuova password
password-again = Ripeti la nuova password
password-rule = Almeno { $count } caratteri. Alcune parole senza legami tra loro vanno bene; una password che usi altrove no.
password-changed = La password è stata cambiata. Ogni altra sessione è stata chiusa.
password-failure-wrong-current = Questa non è la tua password attuale. Riprova.
password-failure-missing = Inserisci la nuova password in entrambi i campi.
password-failure-different = Le due nuove password non sono uguali. Inserisci la nuova password in entrambi i campi.
password-failure-too-short = La nuova password deve avere almeno { $count } caratteri.
password-failure-too-long = La nuova password può avere al massimo { $count } caratteri.
password-failure-not-text = La nuova password può contenere solo lettere, cifre, segni di punteggiatura, simboli e spazi.
password-failure-common = Questa password è tra le prime che verrebbero provate in un attacco. Scegline un’altra.

### Account: passkeys

security-passkeys = Passkey
security-passkeys-count = { $count ->
    [0] Non hai passkey.
    [one] Hai 1 passkey.
   *[other] Hai { $count } passkey.
  }
security-passkeys-change = Gestisci
passkeys-heading = Passkey
passkeys-about = Con una passkey accedi senza password: il dispositivo ti chiede l’impronta digitale, il volto o un PIN. Funziona solo a questo indirizzo, quindi una pagina falsa non può usarla.
passkeys-place-synchronised = Sincronizzata tra i tuoi dispositivi
passkeys-place-device = Solo su questo dispositivo
passkeys-added = Aggiunta
passkeys-used = Ultimo utilizzo
passkeys-never-used = Mai
passkeys-name = Nome
passkeys-new-name = Nome (facoltativo)
passkeys-rename = Rinomina
passkeys-remove = Rimuovi
passkeys-add-heading = Aggiungi una passkey
passkeys-add = Aggiungi una passkey
passkeys-exists = Questo dispositivo ha già una passkey per il tuo account.
passkeys-failed = Il dispositivo non ha creato alcuna passkey. Riprova o usa un altro dispositivo.
passkeys-not-in-this-browser = Questo browser non supporta le passkey.
passkeys-need-javascript = Le passkey richiedono JavaScript. Tutto il resto funziona anche senza.
passkeys-not-here = I browser non offrono passkey a questo indirizzo: servono https e un nome di dominio.
passkeys-failure-not-verified = Non è stato possibile verificare la passkey, che quindi non è stata aggiunta. Riprova.
passkeys-failure-name = Inserisci un nome da 1 a 64 caratteri.
passkeys-failure-too-many = Hai già il numero massimo di passkey per un account. Prima rimuovine una.
passkeys-was-added = La passkey { $name } è stata aggiunta. D’ora in poi puoi usarla per accedere.
passkeys-was-renamed = La passkey ora si chiama { $name }.
passkeys-was-removed = La passkey { $name } è stata rimossa. Nessuno può più usarla per accedere.

### Welcome

welcome-heading = Un solo account per le tue applicazioni
welcome-text = Accedi qui una sola volta. Le applicazioni ricevono una chiave che apre solo ciò che consenti, mai la tua password.
welcome-start = Vuoi usare un’applicazione? Inizia da lì: ti manderà qui quando avrà bisogno di sapere chi sei.
welcome-sign-in = Accedi al tuo account

### Continue to the application (form post)

form-post-heading = Ritorno all’applicazione
form-post-heading-application = Ritorno a { $application }
form-post-heading-request = Un momento
form-post-text = Se non succede nulla, premi «Continua».
form-post-unsafe = L’indirizzo dell’applicazione non è sicuro, quindi non proseguiamo.

### Errors

error-unknown-client-heading = Questa applicazione non è conosciuta qui
error-unknown-client-text = L’applicazione da cui arrivi non è registrata su questo server. Non hai fatto nulla di sbagliato.
error-unknown-client-advice = Avvisa chi gestisce l’applicazione. Prima di tutto deve registrarla.

error-redirect-uri-mismatch-heading = Non possiamo rimandarti a quell’indirizzo
error-redirect-uri-mismatch-text = L’applicazione ci ha chiesto di mandarti a un indirizzo che non era stato concordato. Per proteggere il tuo account, ci siamo fermati qui.
error-redirect-uri-mismatch-advice = Torna all’applicazione e riprova. Se questa pagina ricompare, avvisa chi la gestisce.

error-bad-request-heading = Questo link non funziona
error-bad-request-text = La richiesta che abbiamo ricevuto è incompleta o danneggiata.
error-bad-request-advice = Torna all’applicazione e ricomincia da lì.

error-session-expired-heading = Questa pagina è rimasta aperta troppo a lungo
error-session-expired-text = Per la tua sicurezza, una pagina come questa funziona solo per un tempo limitato. Non è stato modificato nulla.
error-session-expired-advice = Apri di nuovo la pagina, oppure torna all’applicazione e ricomincia da lì.

error-cookies-missing-heading = Il tuo browser non ha inviato cookie
error-cookies-missing-text = Questa pagina ha bisogno di un cookie, ma non ne è arrivato nessuno. O il browser blocca i cookie qui, oppure sono stati eliminati dopo l’apertura della pagina. Non è stato modificato nulla.
error-cookies-missing-advice = Consenti i cookie per questo sito web, poi ricomincia.

error-other-browser-heading = Questa pagina appartiene a un altro browser
error-other-browser-text = La pagina è stata aperta in un altro browser, in una finestra privata o prima che qui venissero eliminati i cookie. Non è stato modificato nulla.
error-other-browser-advice = Ricomincia nel browser che vuoi usare.

error-form-damaged-heading = Questa pagina non funziona più
error-form-damaged-text = Il modulo contiene un valore che questo server non ha creato o non riconosce più. Succede quando un indirizzo è stato troncato o il server è stato reinstallato. Non è stato modificato nulla.
error-form-damaged-advice = Torna all’applicazione e ricomincia da lì.

error-wrong-address-heading = Sei a un altro indirizzo di questo server
error-wrong-address-text = La pagina è stata aperta a un indirizzo che questo server non usa per l’accesso. Non è stato modificato nulla.
error-wrong-address-advice = Usa l’indirizzo giusto. Se ti ha portato qui un link o l’applicazione, avvisa chi se ne occupa.

error-request-expired-heading = Questa richiesta di accesso è scaduta
error-request-expired-text = La richiesta dell’applicazione funziona una sola volta e per poco tempo. È scaduta o è già stata usata. Non è stato modificato nulla.
error-request-expired-advice = Torna all’applicazione e ricomincia da lì.

error-other-site-heading = Questo modulo proviene da un altro sito web
error-other-site-text = Per la tua sicurezza accettiamo solo moduli delle nostre pagine. Non è stato modificato nulla.
error-other-site-advice = Se era quello che volevi fare, apri tu la nostra pagina e riprova da lì.

error-access-denied-heading = Non hai accesso
error-access-denied-text = Il tuo account non è autorizzato a usare questa funzione.
error-access-denied-advice = Chiedi a chi gestisce l’applicazione di darti accesso.

error-too-many-requests-heading = Attendi un momento
error-too-many-requests-text = Ci sono state troppe richieste in poco tempo.
error-too-many-requests-advice = Attendi un minuto, poi riprova.

error-request-too-large-heading = È troppo in una volta sola
error-request-too-large-text = La richiesta è più grande di quanto questo server accetti.
error-request-too-large-advice = Torna all’applicazione e ricomincia da lì.

error-method-not-allowed-heading = Questa pagina non si può aprire così
error-method-not-allowed-text = L’indirizzo è giusto, ma è stato aperto in un modo non previsto.
error-method-not-allowed-advice = Torna indietro e usa i pulsanti della pagina.

error-not-found-heading = Qui non c’è nessuna pagina
error-not-found-text = L’indirizzo potrebbe essere scritto male o la pagina potrebbe essere stata spostata.
error-not-found-advice = Controlla l’indirizzo o torna alla pagina precedente.

error-server-error-heading = Qualcosa è andato storto da parte nostra
error-server-error-text = È colpa nostra, non tua. Chi gestisce questo server può vedere che cosa è successo.
error-server-error-advice = Riprova tra qualche istante. Se continua a succedere, comunica il riferimento riportato sotto.

error-unavailable-heading = Torniamo tra un momento
error-unavailable-text = Il server è occupato o in manutenzione. Non è stato modificato nulla.
error-unavailable-advice = Riprova tra un minuto.

error-start-again = Ricomincia
error-right-address = Vai all’indirizzo giusto
error-reference = Riferimento
error-developers = Per gli sviluppatori
error-developer-error = Codice di errore
error-developer-check = Controllo non superato
error-developer-expected = Previsto
error-developer-in-log = Si trova nel log del server, nella riga con questo riferimento.
error-developer-seen = Ricevuto
error-developer-nothing = (nulla)

### Forgotten password, registration and links from mails

login-forgot = Hai dimenticato la password?
login-sign-up = Crea un account
forgot-heading = Hai dimenticato la password?
forgot-text = Inserisci il nome utente o l’indirizzo email. Se esiste un account corrispondente, invieremo un’email con un link per scegliere una nuova password.
forgot-failure-incomplete = Inserisci il nome utente o l’indirizzo email.
sign-up-heading = Crea un account
sign-up-text = Inserisci il tuo indirizzo email. Ti invieremo un’email per continuare.
sign-up-address = Indirizzo email
sign-up-terms = Accetto i termini di servizio
sign-up-terms-link = Leggi i termini di servizio
sign-up-failure-incomplete = Inserisci il tuo indirizzo email.
sign-up-failure-not-an-address = Inserisci un solo indirizzo email, ad esempio nome@example.org.
sign-up-failure-domain = Chi ha un indirizzo di questo dominio non può creare un account in autonomia. Chiedi un invito a chi gestisce questo server.
sign-up-failure-terms = Puoi creare un account solo se accetti i termini di servizio.
ask-mail-submit = Invia l’email
ask-mail-failure-too-many = Sono state richieste troppe email. Attendi { $wait }, poi riprova. Forse un’email è nella tua cartella dello spam.
mail-sign-in-heading = Accedi tramite email
mail-sign-in-explanation = Inserisci il nome utente o l’indirizzo email. Se esiste un account corrispondente, invieremo un’email con un link e un codice.
mail-sign-in-confirm = Premi il pulsante per accedere come { $address }.

reset-heading = Scegli una nuova password
reset-mail-sent = Se esiste un account con questo nome, un’email è in arrivo. Apri il link che contiene oppure inserisci qui il codice. Possono volerci alcuni minuti; controlla anche la cartella dello spam.
register-heading = Completa la registrazione
register-mail-sent = Un’email è in arrivo. Apri il link che contiene oppure inserisci qui il codice. Possono volerci alcuni minuti; controlla anche la cartella dello spam.
register-name = Il tuo nome
invite-heading = Accetta l’invito
choose-password-label = Nuova password
choose-password-hint = Almeno { $count } caratteri. Alcune parole senza legami tra loro sono facili da ricordare e difficili da indovinare.
choose-password-submit = Salva e accedi
choose-password-failure-incomplete = Compila tutti i campi.
choose-password-failure-too-short = Una password ha almeno { $count } caratteri.
choose-password-failure-too-long = Una password ha al massimo 256 caratteri.
choose-password-failure-not-text = Una password contiene lettere, cifre, segni di punteggiatura e spazi, e nessun altro carattere.
choose-password-failure-like-account = Questa password assomiglia troppo al tuo nome, al tuo indirizzo o al nome di questo servizio.
choose-password-failure-common = Questa password è nota a chi cerca di indovinare le password. Scegline un’altra.
mail-code-label = Codice ricevuto per email
mail-failure-wrong-code = Questo non è il codice dell’email. Controllalo e riprova; dopo cinque tentativi non è più valido.
mail-send-again = Richiedi una nuova email

verify-heading = Conferma il tuo indirizzo email
verify-text = { $address } è il tuo indirizzo?
change-address-heading = Conferma il tuo nuovo indirizzo email
change-address-text = Vuoi usare { $address } per il tuo account?
confirm-mail-sent = Un’email è in arrivo. Apri il link che contiene oppure inserisci qui il codice.
link-gone-heading = Questo link non funziona più
link-gone-text = È già stato usato, è troppo vecchio o ne manca una parte. Non è stato modificato nulla. Puoi richiederne uno nuovo.
invitation-gone-text = Il link è già stato usato, è troppo vecchio o ne manca una parte. Se hai un account, accedi. Altrimenti chiedi un nuovo invito a chi ti ha mandato questo.
mail-other-browser-heading = Apri questo link nell’altro browser
mail-other-browser-text = Per la tua sicurezza questo link funziona solo nel browser in cui lo hai richiesto. Aprilo lì oppure inserisci lì il codice ricevuto per email.
address-verified-heading = Il tuo indirizzo email è confermato
address-verified-text = Grazie.
address-changed-heading = Il tuo indirizzo email è stato modificato
address-changed-text = D’ora in poi le email arriveranno al tuo nuovo indirizzo.
address-taken-heading = Questo indirizzo non può essere usato
address-taken-text = L’indirizzo appartiene a un altro account. Non è stato modificato nulla.
mail-off-heading = Questo server non invia email
mail-off-text = Rivolgiti a chi gestisce questo server: può darti un link per scegliere una nuova password.
sign-up-off-heading = La registrazione è disattivata
sign-up-off-text = Chiedi un account a chi gestisce questo server.

account-email-none = Il tuo account non ha un indirizzo email.
account-email-verify = Invia un’email per confermare questo indirizzo
account-email-new = Nuovo indirizzo email
account-email-about = Inviamo un’email al nuovo indirizzo. Non cambia nulla finché non apri il link o inserisci il codice che contiene. Al vecchio indirizzo arriverà un avviso.
account-email-off = Questo server non invia email, quindi non puoi modificare qui il tuo indirizzo. Rivolgiti a chi lo gestisce.
account-email-failure-same = Questo è già il tuo indirizzo.
account-email-change = Modifica

### Mails

mail-greeting = Ciao { $account },
mail-greeting-unknown = Ciao,
mail-lifetime = Il link funziona una sola volta, entro { $time }.
mail-code = Oppure inserisci questo codice nella pagina che lo ha richiesto:
mail-link-plain = Se il pulsante non funziona, copia questo indirizzo nel browser:
mail-go-to-sign-in = Vai alla pagina di accesso

mail-test-subject = Email di prova da { $host }
mail-test-text = Questa è una prova. { $host } può inviare email a questo indirizzo.

mail-reset-subject = Scegli una nuova password per { $host }
mail-reset-text = Qualcuno ha chiesto di scegliere una nuova password per il tuo account su { $host }. Se eri tu, apri il link.
mail-reset-action = Scegli una nuova password
mail-reset-closing = Se non eri tu, non fare nulla: la tua password resta com’è. Non dare a nessuno questo link né questo codice.

mail-verify-subject = Conferma il tuo indirizzo email per { $host }
mail-verify-text = Conferma che questo indirizzo email è tuo.
mail-verify-action = Conferma questo indirizzo
mail-verify-closing = Se non hai un account qui, non fare nulla.

mail-change-subject = Conferma il tuo nuovo indirizzo email per { $host }
mail-change-text = Qualcuno ha chiesto di usare questo indirizzo email per un account su { $host }. Se eri tu, apri il link.
mail-change-action = Usa questo indirizzo
mail-change-closing = Se non eri tu, non fare nulla: non cambierà nulla.

mail-address-taken-subject = Il tuo indirizzo email su { $host }
mail-address-taken-text = Qualcuno che ha effettuato l’accesso con un altro account su { $host } ha provato a usare questo indirizzo email. L’indirizzo appartiene al tuo account, quindi non è cambiato nulla.

mail-register-subject = Completa la registrazione su { $host }
mail-register-text = Qualcuno ha iniziato a registrarsi su { $host } con questo indirizzo email. Se eri tu, apri il link.
mail-register-action = Continua
mail-register-closing = Se non eri tu, non fare nulla: non verrà creato alcun account.

mail-registered-subject = Hai già un account su { $host }
mail-registered-text = Qualcuno ha iniziato a registrarsi su { $host } con questo indirizzo email, ma hai già un account. Se eri tu, accedi. Se hai dimenticato la password, scegline una nuova nella pagina di accesso.

mail-invite-subject = Il tuo invito a { $host }
mail-invite-text = Hai ricevuto un invito a creare un account su { $host }.
mail-invite-action = Accetta l’invito
mail-invite-closing = Se non vuoi un account, non fare nulla.

mail-sign-in-subject = Il tuo accesso a { $host }
mail-sign-in-text = Qualcuno ha chiesto di accedere al tuo account su { $host }. Se eri tu, apri il link nello stesso browser.
mail-sign-in-action = Accedi
mail-sign-in-closing = Se non eri tu, non fare nulla. Non dare a nessuno questo link né questo codice.

mail-password-changed-subject = La tua password per { $host } è stata cambiata
mail-password-changed-text = La password del tuo account su { $host } è stata cambiata.
mail-address-changed-subject = Il tuo indirizzo email su { $host } è stato modificato
mail-address-changed-text = L’indirizzo email del tuo account su { $host } è stato modificato.
mail-new-device-subject = Nuovo accesso a { $host }
mail-new-device-text = Il tuo account su { $host } è stato usato in un browser che non conoscevamo.
mail-factor-added-subject = Nuovo modo di accedere a { $host }
mail-factor-added-text = Al tuo account su { $host } è stato aggiunto un modo di accedere.
mail-factor-removed-subject = Un modo di accedere a { $host } è stato rimosso
mail-factor-removed-text = Dal tuo account su { $host } è stato rimosso un modo di accedere.
mail-fact-factor = Cosa
mail-fact-time = Quando
mail-fact-network-address = Indirizzo di rete
mail-fact-device = Browser
mail-not-me = Se eri tu, non fare nulla. Se non eri tu, scegli ora una nuova password. In questo modo vengono chiuse tutte le sessioni.
mail-not-me-action = Non ero io

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Ricevi un codice per email
mail-sign-in-sent = Se esiste un account con questo nome e un indirizzo email confermato, un’email è in arrivo. Inserisci qui il codice che contiene oppure apri il link in questo browser. Possono volerci alcuni minuti; controlla anche la cartella dello spam.
mail-sign-in-other-way = Accedi in un altro modo
second-step-mail-code = Un’email con un codice è in arrivo all’indirizzo email del tuo account. Possono volerci alcuni minuti; controlla anche la cartella dello spam.
second-step-mail-to-send = Invieremo un’email con un codice all’indirizzo email del tuo account.
second-step-use-mail-code = Usa un codice ricevuto per email
second-step-trust = Non chiedere più su questo dispositivo per { $time }
second-step-trust-hint = Scegli questa opzione solo su un dispositivo che nessun altro usa. Puoi annullarla nella pagina del tuo account, in Dispositivi.
trusted-heading = Dispositivi attendibili
trusted-text = Quando accedi con questi browser, non ti viene chiesto il secondo passaggio.
trusted-since = Fiducia concessa
trusted-last-used = Ultimo utilizzo
trusted-until = Scadenza
trusted-forget = Chiedi di nuovo su questo dispositivo
trusted-forgotten = Su quel dispositivo ti verrà chiesto di nuovo il secondo passaggio.
event-device-trusted = Hai scelto che su un dispositivo non ti venga più chiesto il secondo passaggio.
event-device-forgotten = Hai scelto che su un dispositivo ti venga chiesto di nuovo il secondo passaggio.
mail-code-alone = Inserisci questo codice nella pagina che lo richiede:
mail-code-lifetime = Il codice funziona una sola volta, entro { $time }.
mail-confirm-subject = Il tuo codice per { $host }
mail-confirm-text = Qualcuno sta accedendo al tuo account su { $host }. Se sei tu, inserisci il codice.
mail-confirm-closing = Se non sei tu, scegli una nuova password: qualcuno conosce la tua. Non dare questo codice a nessuno.
sign-up-failure-reserved = Con questo indirizzo nessuno può creare un account in autonomia. Chiedi un invito a chi gestisce questo server.
logged-out-provider-text = Hai effettuato l’accesso con { $provider }. Lì la tua sessione resta attiva.
logged-out-provider = Esci anche da { $provider }
logged-out-provider-failed = Da qui non è stato possibile chiudere la tua sessione su { $provider }. Esci direttamente da lì.
profile-required = { $name } (obbligatorio)
profile-not-set = Non indicato
profile-yes = Sì
profile-no = No
profile-hint-list = Una voce per riga.
profile-hint-number = Un numero, ad esempio 7 o 1.5
profile-hint-required = Compila questo campo.
account-switch = Cambia account
accounts-heading = Account in questo browser
accounts-signed-out = Sessione chiusa
accounts-sign-out-of = Esci da { $account }
accounts-sign-out-this = Esci da questo account
accounts-sign-out-all = Esci da tutti gli account in questo browser
logged-out-others = In questo browser l’accesso è ancora attivo con altri account.
logged-out-accounts = Mostra gli altri account
no-access-heading = Nessun accesso
no-access-text = Questo account non può usare { $application }.
no-access-ask = Se ti serve l’accesso, chiedi a chi gestisce questo servizio.
login-keep = Mantieni attivo l’accesso su questo dispositivo
no-access-network = Non puoi usare { $application } da questa rete.
second-step-passkey = Usa una passkey di questo account. Il dispositivo ti chiede l’impronta digitale, il volto o un PIN.
second-step-failure-passkey = Questa passkey non ha funzionato. Riprova o prova in un altro modo.
second-step-passkey-was-added = La tua passkey è stata aggiunta. Usala ora per continuare.
authenticator-use-passkey = Aggiungi invece una passkey
sign-in-passkey-reason = Per accedere qui non basta una password. Aggiungi ora una passkey.
sign-in-passkey-reason-application = Per l’accesso a { $application } non basta una password. Aggiungi ora una passkey.
sign-in-passkey-use-authenticator = Aggiungi invece un’app di autenticazione
passkey-offer-heading = La prossima volta vuoi accedere senza password?
passkey-offer-not-now = Non ora
passkey-offer-later = Se scegli «Non ora», non te lo chiederemo più. Puoi aggiungere una passkey in qualsiasi momento nella pagina del tuo account.
event-passkey-offer-declined = Non hai voluto una passkey.
passkeys-failure-model = Qui sono accettate solo determinate chiavi di sicurezza e questo dispositivo non ha dimostrato di essere una di queste. Usa una chiave di sicurezza della tua organizzazione e consenti al browser di mostrarne marca e modello.
account-menu-data = I tuoi dati
account-about-data = Scarica tutto ciò che conserviamo su di te o elimina il tuo account.
data-export-heading = Scarica i tuoi dati
data-export-text = Tutto ciò che questo server conserva su di te: il tuo profilo, il modo in cui accedi, i tuoi dispositivi, le applicazioni e l’attività. Password, chiavi e codici non sono inclusi.
data-export-html = Scarica per leggere (HTML)
data-export-json = Scarica per i programmi (JSON)
data-deletion-text = Tutte le tue sessioni verranno chiuse. Entro 14 giorni puoi cambiare idea; poi il tuo account verrà eliminato definitivamente.
data-deletion-open = Elimina questo account
deletion-heading = Elimina il tuo account
deletion-text = Se elimini il tuo account:
deletion-sessions = { $count ->
    [one] questo dispositivo verrà disconnesso
   *[other] { $count } dispositivi verranno disconnessi, compreso questo
  }
deletion-applications = { $count ->
    [0] nessuna applicazione ha accesso al tuo account
    [one] un’applicazione perderà l’accesso
   *[other] { $count } applicazioni perderanno l’accesso
  }
deletion-day = in data { $day } tutto ciò che ti riguarda su questo server verrà eliminato definitivamente
deletion-return = Se cambi idea prima di quel giorno, accedi e scegli di mantenere il tuo account.
deletion-export = Prima puoi scaricare i tuoi dati:
deletion-submit = Elimina il mio account
deletion-requested-heading = Il tuo account verrà eliminato
deletion-requested-text = Tutte le tue sessioni sono state chiuse. Il tuo account verrà eliminato in data { $day }.
deletion-requested-mail = Ti abbiamo inviato un’email al riguardo.
keep-account-heading = Vuoi mantenere il tuo account?
keep-account-text = Questo account verrà eliminato in data { $day }, perché lo hai chiesto tu. L’accesso avviene solo dopo che hai scelto di mantenerlo.
keep-account-keep = Mantieni il mio account
keep-account-delete = Eliminalo come previsto
event-data-exported = Hai scaricato i tuoi dati.
event-deletion-requested = Hai chiesto di eliminare il tuo account.
event-deletion-requested-by-other = L’amministrazione ha contrassegnato il tuo account per l’eliminazione.
event-deletion-cancelled = Hai mantenuto il tuo account.
event-deletion-cancelled-by-other = L’amministrazione ha annullato l’eliminazione del tuo account.
mail-deletion-requested-subject = Il tuo account su { $host } verrà eliminato
mail-deletion-requested-text = Qualcuno che ha effettuato l’accesso al tuo account su { $host } ha chiesto di eliminarlo. Fino al giorno indicato sotto puoi accedere e mantenerlo.
mail-deletion-cancelled-subject = Il tuo account su { $host } resta attivo
mail-deletion-cancelled-text = Il tuo account su { $host } stava per essere eliminato. Qualcuno ha effettuato l’accesso e lo ha mantenuto.
mail-fact-deletion = Data di eliminazione
export-heading = Dati su { $account }
export-text = Tutto ciò che { $host } conserva su questo account. Dati aggiornati a: { $time }. Password, chiavi e codici non sono inclusi.
export-nothing = Nulla.
export-account = Account
export-sign-in = Accesso
export-sessions = Dispositivi
export-consents = Che cosa hai consentito alle applicazioni
export-grants = Accesso delle applicazioni
export-mail-links = Link nelle email ancora validi
export-events = Attività
export-email-verified = Indirizzo email confermato
export-phone-number-verified = Numero di telefono confermato
export-granted-roles = Ruoli assegnati
export-disabled = Disattivato
export-created-at = Creazione
export-updated-at = Ultima modifica
export-password-set = Password impostata
export-passkey = La tua passkey
export-linked-account = Account collegato
export-failed-sign-ins = Accessi non riusciti
export-failures-forgotten = Giorni dopo i quali gli accessi non riusciti non contano più
export-methods = Metodi
export-expires-at = Scadenza
export-client-id = ID dell’applicazione
export-application = Applicazione
export-scope = Ambito
export-allowed-at = Accesso consentito
export-audiences = Destinatari
export-purpose = Scopo
export-kind = Tipo
export-by = Eseguito da
export-changed = Modifica
export-provider = Fornitore
export-provider-subject = Account presso il fornitore
export-last-used-at = Ultimo utilizzo
export-synchronised = Sincronizzata
export-left = Rimasti
password-failure-breached = Questa password compare in un elenco di password rubate ad altri servizi. Sono le prime a essere provate in un attacco. Scegline un’altra qui e cambiala ovunque altro la usi.
picture-change = Cambia la tua foto
picture-alt = La tua foto
picture-none = Non hai una foto.
picture-elsewhere = La tua foto si trova su un altro server.
picture-file = Nuova foto
picture-hint = PNG, JPEG o WebP, al massimo 8 MB. Conserviamo il quadrato al centro e nulla di ciò che il file dice su luogo, ora o fotocamera. Le applicazioni che vedono il tuo profilo vedono anche la foto, e così chiunque ne abbia l’indirizzo.
picture-upload = Salva la foto
picture-remove = Rimuovi la foto
picture-saved = La tua foto è stata salvata.
picture-removed = La tua foto è stata rimossa.
picture-failure-missing = Scegli prima un file.
picture-failure-too-large = Questo file è troppo grande. Una foto può avere al massimo 8 MB.
picture-failure-too-many-pixels = Questa foto ha troppi pixel. Può averne al massimo 10.000 per lato e 50 milioni in tutto.
picture-failure-format = Questo file non è un’immagine PNG, JPEG o WebP.
picture-failure-damaged = Questa foto è danneggiata. Aprila in un altro programma e salvala di nuovo.
picture-failure-busy = Troppe foto vengono salvate in questo momento. Riprova tra qualche istante.
terms-heading = I termini di servizio sono cambiati
terms-text = Leggi i termini di servizio, versione { $version }, e accettali per continuare.
terms-decline = Non li accetto
event-terms-accepted = Hai accettato i termini di servizio.
event-claims-previewed = L’amministrazione ha consultato i dati che un’applicazione riceve su di te: { $application }
export-accepted-terms = Termini accettati

### Terms at the first sign-in

terms-heading-first = Accetta i termini di servizio

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Nuovi codici di recupero su { $host }
mail-recovery-codes-made-text = Sono stati creati nuovi codici di recupero per il tuo account su { $host }. Quelli vecchi non funzionano più.
mail-recovery-code-used-subject = È stato usato un codice di recupero su { $host }
mail-recovery-code-used-text = Uno dei tuoi codici di recupero è stato usato per accedere al tuo account su { $host }.
mail-account-linked-subject = È stato collegato un account su { $host }
mail-account-linked-text = Un account di un altro fornitore è stato collegato al tuo account su { $host }. Ora può essere usato per accedere.
mail-account-unlinked-subject = È stato scollegato un account su { $host }
mail-account-unlinked-text = Un account di un altro fornitore è stato scollegato dal tuo account su { $host }. Non può più essere usato per accedere.

### Places of addresses, and the way to the console

place-estimated = { $place } (stima)
mail-fact-place = Luogo
account-console = Amministrazione
account-about-console = Utenti, applicazioni e impostazioni del server.
