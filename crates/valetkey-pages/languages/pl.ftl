# Every message of every page, in Polish. The yardstick is en.ftl.
# The durations are in the accusative: they follow "Zaczekaj" and "przez".

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Błąd: { $page }
continue = Dalej
cancel = Anuluj
signed-in-as = Zalogowano jako { $account }
opens-in-a-new-tab = (otwiera się w nowej karcie)
duration-seconds = { $count ->
    [one] 1 sekundę
    [few] { $count } sekundy
    [many] { $count } sekund
   *[other] { $count } sekundy
  }
duration-minutes = { $count ->
    [one] 1 minutę
    [few] { $count } minuty
    [many] { $count } minut
   *[other] { $count } minuty
  }
duration-hours = { $count ->
    [one] 1 godzinę
    [few] { $count } godziny
    [many] { $count } godzin
   *[other] { $count } godziny
  }
duration-days = { $count ->
    [one] 1 dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = przed chwilą
moment-minutes = { $count ->
    [one] 1 minutę temu
    [few] { $count } minuty temu
    [many] { $count } minut temu
   *[other] { $count } minuty temu
  }
moment-hours = { $count ->
    [one] 1 godzinę temu
    [few] { $count } godziny temu
    [many] { $count } godzin temu
   *[other] { $count } godziny temu
  }
moment-days = { $count ->
    [one] 1 dzień temu
    [few] { $count } dni temu
    [many] { $count } dni temu
   *[other] { $count } dnia temu
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date }, { $time } UTC
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
language-label = Język
language-submit = Zmień
footer-support = Pomoc
footer-privacy = Polityka prywatności
footer-terms = Warunki korzystania z usługi

### Sign in

login-heading = Zaloguj się
login-heading-application = Zaloguj się do aplikacji { $application }
login-username = Nazwa użytkownika lub e-mail
login-password = Hasło
login-submit = Zaloguj się
login-use-passkey = Użyj klucza dostępu
login-failure-passkey = Ten klucz dostępu nie zadziałał. Użyj innego lub zaloguj się za pomocą hasła.
login-reason-fresh-sign-in = Aplikacja prosi o ponowne podanie hasła, mimo że Twoje konto jest już zalogowane.
login-reason-session-too-old = Od Twojego logowania minęło trochę czasu. Aplikacja prosi o potwierdzenie, że to nadal Ty.
login-reason-another-account = Zaloguj się na konto, którego chcesz używać.
login-reason-confirm-change = Za chwilę zmienisz coś na swoim koncie, a od Twojego logowania minęło ponad pięć minut. Potwierdź, że to nadal Ty.
login-reason-second-step = Tutaj potrzebny jest drugi krok. Najpierw podaj hasło.
login-failure-wrong-credentials = Ta nazwa użytkownika i to hasło nie pasują do siebie. Sprawdź je i spróbuj ponownie.
login-failure-incomplete = Podaj nazwę użytkownika i hasło.
login-failure-too-many-attempts = Było zbyt wiele nieudanych prób. Zaczekaj { $wait } i spróbuj ponownie. Do tego czasu żadne hasło nie będzie sprawdzane, nawet prawidłowe.
login-failure-expired = Ta strona była otwarta zbyt długo. Podaj hasło jeszcze raz.
login-failure-busy = W tej chwili loguje się zbyt wiele osób. Spróbuj ponownie za moment.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = lub
login-provider = Zaloguj się przez { $provider }
login-provider-cancelled = Logowanie przez { $provider } zostało anulowane. Spróbuj ponownie lub zaloguj się w inny sposób.
login-provider-unreachable = { $provider } teraz nie odpowiada. Spróbuj ponownie za minutę lub zaloguj się w inny sposób.
login-provider-failed = Logowanie przez { $provider } nie powiodło się. Spróbuj ponownie lub zaloguj się w inny sposób.
login-provider-not-set-up = Logowanie przez { $provider } nie jest tu prawidłowo skonfigurowane. Zaloguj się w inny sposób i powiadom administratora.
login-provider-not-offered = Nie można się tu już logować przez { $provider }. Zaloguj się w inny sposób.
login-provider-not-linked = Żadne konto nie jest tu połączone z tym kontem { $provider }. Zaloguj się w inny sposób, a potem połącz je na stronie swojego konta.
login-provider-not-allowed = To konto { $provider } nie może się tu logować.
login-provider-link-after-sign-in = Aby używać tutaj tego konta { $provider }, zaloguj się jeden raz na swoje konto. Potem możesz się logować przez { $provider }.
login-provider-address-is-known = Istnieje tu już konto z adresem e-mail Twojego konta { $provider }. Zaloguj się na nie jeden raz. Potem możesz się logować przez { $provider }.

### Second step

second-step-heading = Potwierdź, że to Ty
second-step-account = Logowanie jako { $account }
second-step-authenticator = Otwórz aplikację uwierzytelniającą i wpisz kod, który pokazuje dla tego konta.
second-step-authenticator-label = Sześciocyfrowy kod
second-step-recovery-code = Wpisz jeden ze swoich kodów odzyskiwania. Każdy kod działa tylko raz.
second-step-recovery-code-label = Kod odzyskiwania
second-step-submit = Dalej
second-step-other-ways = Wypróbuj inny sposób
second-step-use-authenticator = Użyj aplikacji uwierzytelniającej
second-step-use-recovery-code = Użyj kodu odzyskiwania
second-step-restart = Użyj innego konta
second-step-reason = Konto jest zalogowane. Ta strona wymaga drugiego kroku.
second-step-reason-application = Konto jest zalogowane. Aplikacja { $application } wymaga drugiego kroku.
second-step-failure-wrong-code = Ten kod jest błędny, wygasł lub został już użyty. Wpisz nowy.
second-step-failure-incomplete = Wpisz kod.
second-step-failure-too-many-attempts = Było zbyt wiele nieudanych prób. Zaczekaj { $wait } i spróbuj ponownie. Do tego czasu żaden kod nie będzie sprawdzany, nawet prawidłowy.
second-step-failure-expired = Ta strona została wysłana zbyt wiele razy. Wpisz kod jeszcze raz.

authenticator-heading = Aplikacja uwierzytelniająca
authenticator-reason = Do zalogowania się tutaj potrzebny jest drugi krok. Dodaj teraz aplikację uwierzytelniającą.
authenticator-reason-application = Aplikacja { $application } wymaga przy logowaniu drugiego kroku. Dodaj teraz aplikację uwierzytelniającą.
authenticator-step-app = Otwórz aplikację uwierzytelniającą na telefonie. Jeśli jej nie masz, zainstaluj ją: odpowiednia jest każda aplikacja do kodów jednorazowych.
authenticator-step-scan = Zeskanuj ten obraz za pomocą aplikacji.
authenticator-qr = Kod QR z kluczem dla aplikacji uwierzytelniającej
authenticator-type-key = Wpisz klucz ręcznie
authenticator-key = Klucz
authenticator-account = Konto
authenticator-step-code = Wpisz kod, który aplikacja pokazuje teraz. Od tej chwili będzie ona używana przy logowaniu.
authenticator-confirm = Dodaj aplikację
authenticator-wrong-code = Ten kod nie pasuje. Sprawdź, czy zegar w telefonie wskazuje właściwą godzinę, i wpisz kod, który aplikacja pokazuje teraz.
authenticator-added = Masz aplikację uwierzytelniającą. Po podaniu hasła pojawi się prośba o jej kod.
authenticator-remove-text = Aby używać innego telefonu, usuń aplikację tutaj i dodaj ją na nowym telefonie. Nadal możesz się logować za pomocą pozostałych drugich składników.
authenticator-remove-with-codes = Aby używać innego telefonu, usuń aplikację tutaj i dodaj ją na nowym telefonie. Do tego czasu do zalogowania wystarczy samo hasło, a Twoje kody odzyskiwania przestaną działać.
authenticator-remove = Usuń aplikację
authenticator-notice-added = Aplikacja uwierzytelniająca została dodana.
authenticator-notice-removed = Aplikacja uwierzytelniająca została usunięta.

recovery-codes-heading = Kody odzyskiwania
recovery-codes-text = Za pomocą kodu odzyskiwania zalogujesz się, gdy nie masz telefonu pod ręką. Każdy kod działa tylko raz.
recovery-codes-left = { $count ->
    [one] Pozostał Ci jeden kod odzyskiwania.
    [few] Pozostały Ci { $count } kody odzyskiwania.
    [many] Pozostało Ci { $count } kodów odzyskiwania.
   *[other] Pozostało Ci { $count } kodu odzyskiwania.
  }
recovery-codes-few = Utwórz nowe, zanim się skończą.
recovery-codes-make-text = Nowe kody zastępują stare, które przestają działać.
recovery-codes-make = Utwórz nowe kody
recovery-codes-none = Nie masz kodów odzyskiwania. Otrzymasz je po dodaniu drugiego składnika, na przykład aplikacji uwierzytelniającej.
recovery-codes-new-heading = Zapisz swoje kody odzyskiwania
recovery-codes-new-text = Za pomocą kodu odzyskiwania możesz się zalogować, gdy zgubisz telefon. Każdy kod działa tylko raz. Pokazujemy je tylko teraz: pobierz je lub wydrukuj i przechowuj w bezpiecznym miejscu.
recovery-codes-account = Konto: { $account }
recovery-codes-print = Aby wydrukować tę stronę, użyj menu przeglądarki.
recovery-codes-download = Pobierz jako tekst
recovery-codes-saved = Mam je zapisane

### Signed in already

signed-in-heading = Twoje konto jest już zalogowane
signed-in-account = Przejdź do swojego konta

### Account chooser

chooser-heading = Wybierz konto
chooser-heading-application = Wybierz konto dla aplikacji { $application }
chooser-text = W tej przeglądarce Twoje konto jest już zalogowane.
chooser-continue-as = Kontynuuj jako { $account }
chooser-another = Użyj innego konta

### Consent

consent-heading = Zezwolić aplikacji { $application } na dostęp do Twojego konta?
consent-title = Zezwolenie na dostęp
consent-list = Jeśli zezwolisz, aplikacja { $application } będzie mogła:
consent-writing = Będzie też mogła wprowadzać zmiany w Twoim imieniu:
consent-offline = I zachowa ten dostęp:
consent-return = Wrócisz do { $host }
consent-remembered = Twoja zgoda zostanie zapamiętana, więc nie będziemy o nią pytać za każdym razem. Możesz ją wycofać w dowolnej chwili na stronie swojego konta.
consent-allow = Zezwól
consent-deny = Odmów
consent-policy = Polityka prywatności
consent-terms = Warunki korzystania z usługi

scope-openid = Potwierdzać, kim jesteś, gdy się logujesz
scope-profile = Widzieć Twoje imię i nazwisko oraz pozostałe podstawowe dane profilu
scope-email = Widzieć Twój adres e-mail i to, czy jest potwierdzony
scope-address = Widzieć Twój adres pocztowy
scope-phone = Widzieć Twój numer telefonu i to, czy jest potwierdzony
scope-roles = Widzieć, jakie masz tu role
scope-groups = Widzieć, do jakich grup należysz
scope-offline-access = Zachować ten dostęp podczas Twojej nieobecności, dopóki go nie wycofasz
scope-other = Korzystać z tego uprawnienia:

### Sign out

logout-heading = Wylogować się?
logout-text = Twoje konto zostanie tu wylogowane. Aplikacje otwarte za pomocą tego konta zostaną o tym powiadomione, o ile to obsługują.
logout-text-application = Aplikacja { $application } prosi o wylogowanie Twojego konta. Inne aplikacje otwarte za pomocą tego konta zostaną o tym powiadomione, o ile to obsługują.
logout-missing-return = Aplikacja podała adres powrotu, ale nie wiemy, czy ten adres do niej należy. Po wylogowaniu pozostaniesz tutaj.
logout-submit = Wyloguj się
logout-stay = Nie wylogowuj

logged-out-heading = Wylogowano Cię
logged-out-text = W tej przeglądarce Twoje konto nie jest już zalogowane.
logged-out-missing-return = Aplikacja podała adres powrotu, ale nie wiemy, czy ten adres do niej należy. Dlatego pozostajesz tutaj. Wylogowanie i tak się powiodło.
logged-out-told-list = Aplikacje
logged-out-told = Powiadomiono o wylogowaniu
logged-out-not-told = Nie udało się powiadomić – zamknij ją lub wyloguj się w niej samodzielnie
logged-out-return = Wróć do aplikacji { $application }
logged-out-return-unnamed = Wróć do aplikacji
logged-out-sign-in = Zaloguj się ponownie

### Account

account-heading = Twoje konto
account-menu = Konto
account-menu-overview = Przegląd
account-menu-security = Bezpieczeństwo
account-menu-devices = Urządzenia
account-menu-apps = Aplikacje
account-menu-activity = Aktywność
account-about-activity = Co się działo na Twoim koncie.
account-menu-profile = Profil
account-about-profile = Co Twoje konto mówi o Tobie.
account-about-security = Jak się logujesz.
account-about-devices = Gdzie Twoje konto jest zalogowane.
account-about-apps = Które aplikacje mogą używać Twojego konta i co może każda z nich.
account-username = Nazwa użytkownika
account-email = E-mail
account-email-verified = Potwierdzony
account-email-unverified = Niepotwierdzony
account-applications-heading = Aplikacje z dostępem
account-applications-count = { $count ->
    [one] Jedna aplikacja może używać Twojego konta.
    [few] { $count } aplikacje mogą używać Twojego konta.
    [many] { $count } aplikacji może używać Twojego konta.
   *[other] { $count } aplikacji może używać Twojego konta.
  }
account-applications-none = Żadna aplikacja nie ma dostępu do Twojego konta. Gdy którejś na to zezwolisz, pojawi się tutaj.
account-application-can = Aplikacja { $application } może:
account-withdraw = Wycofaj dostęp
account-withdrawn = Aplikacja { $application } nie ma już dostępu do Twojego konta. Usługi, z których korzysta w Twoim imieniu, mogą zauważyć to z pewnym opóźnieniem.
account-sign-out = Wyloguj się

### Account: profile

profile-text = Aplikacje widzą te dane tylko wtedy, gdy na to zezwolisz. Pozostaw puste pola, których nie chcesz wypełniać.
profile-save = Zapisz
profile-saved = Twój profil został zapisany.
profile-failure-wrong-values = Nic jeszcze nie zapisano. Popraw zaznaczone dane.
profile-failure-changed = Twoje konto zostało w międzyczasie zmienione, więc nic nie zapisano. Oto aktualne dane.
profile-hint-text = Ten tekst jest za długi lub zawiera niewidoczne znaki.
profile-hint-web = Adres internetowy, na przykład https://example.org/ada
profile-hint-birthdate = Rok, miesiąc i dzień, na przykład 1815-12-10. Przy wartości 0000 rok pozostaje niepodany.
profile-hint-zoneinfo = Strefa czasowa, na przykład Europe/Warsaw
profile-hint-locale = Język, na przykład pl lub pt-BR
profile-hint-phone = Z kodem kraju, na przykład +48123456789

### Account: security

security-password = Hasło
security-password-set = Masz hasło.
security-password-none = Nie masz hasła.
security-password-change = Zmień
security-password-add = Ustaw hasło
security-authenticator = Aplikacja uwierzytelniająca
security-authenticator-on = Masz aplikację uwierzytelniającą.
security-authenticator-off = Nie masz aplikacji uwierzytelniającej.
security-add = Dodaj
security-change = Zmień
security-recovery-codes = Kody odzyskiwania
security-recovery-codes-on = Masz kody odzyskiwania.
security-recovery-codes-off = Otrzymasz je po dodaniu drugiego składnika.
security-see = Pokaż

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Połączone konta
security-linked-none = Nie logujesz się za pomocą żadnego innego konta.
security-linked-count = { $count ->
    [one] Możesz się logować za pomocą jednego innego konta.
    [few] Możesz się logować za pomocą { $count } innych kont.
    [many] Możesz się logować za pomocą { $count } innych kont.
   *[other] Możesz się logować za pomocą { $count } innego konta.
  }
security-linked-manage = Zarządzaj
linked-text = Za pomocą połączonego konta u innego dostawcy możesz się tu logować bez hasła.
linked-none = Żadne konto nie jest połączone.
linked-since = Połączono
linked-last-used = Ostatnio użyto
linked-unlink = Odłącz
linked-last-way = To Twój jedyny sposób logowania. Zanim odłączysz to konto, ustaw hasło lub połącz inne konto.
linked-more = Połącz konto
linked-link = Połącz { $provider }
linked-added = Konto { $provider } zostało połączone. Od teraz możesz się za jego pomocą logować.
linked-removed = Konto { $provider } nie jest już połączone. Nie możesz się już za jego pomocą logować.
linked-failure-cancelled = Operacja u dostawcy { $provider } została anulowana. Nic nie zostało połączone.
linked-failure-unreachable = { $provider } teraz nie odpowiada. Nic nie zostało połączone. Spróbuj ponownie za minutę.
linked-failure-taken = To konto { $provider } jest tu już połączone z innym kontem. Najpierw odłącz je od tamtego konta.
linked-failure-failed = Nie udało się połączyć Twojego konta { $provider }. Nic się nie zmieniło.

### Account: devices

devices-text = W tych przeglądarkach Twoje konto jest zalogowane. Jeśli którejś nie rozpoznajesz, wyloguj ją i zmień hasło.
devices-browser-system = { $browser } w systemie { $system }
devices-unknown = Nieznana przeglądarka
devices-this = To urządzenie
devices-signed-in = Zalogowano
devices-last-seen = Ostatnia aktywność
devices-applications = Otwarte aplikacje
devices-end = Wyloguj
devices-end-others = { $count ->
    [one] Wyloguj { $count } inne urządzenie
    [few] Wyloguj { $count } inne urządzenia
    [many] Wyloguj { $count } innych urządzeń
   *[other] Wyloguj { $count } innego urządzenia
  }
devices-ended = { $count ->
    [one] Wylogowano jedno inne urządzenie.
    [few] Wylogowano { $count } inne urządzenia.
    [many] Wylogowano { $count } innych urządzeń.
   *[other] Wylogowano { $count } innego urządzenia.
  }
devices-apps = Wylogowanie urządzenia nie kończy dostępu aplikacji, które mogą działać podczas Twojej nieobecności. Znajdziesz je tutaj:

### Account: applications

apps-sees = Obecnie widzi:
apps-allowed = Zezwolono
apps-opened = Ostatnio otwarto
apps-trusted = Twojej organizacji
apps-trusted-text = Tę aplikację prowadzi Twoja organizacja, dlatego nie pytaliśmy Cię o zgodę. Gdy ją otworzysz, ponownie uzyska dostęp.

### Account: activity

activity-text = Co się działo na Twoim koncie, od najnowszych zdarzeń.
activity-none = Jeszcze nic.
activity-older = Starsze
activity-newest = Najnowsze
activity-not-me-heading = To nie Ty?
activity-not-me-text = Wszystkie inne urządzenia zostaną natychmiast wylogowane. Potem zmienisz hasło.
activity-not-me = To nie ja
activity-others-signed-out = Wszystkie inne urządzenia zostały wylogowane. Zmień teraz hasło, aby nikt nie mógł się zalogować za pomocą starego.
event-application = aplikacja
event-other = Inne zdarzenie:
event-signed-in = Zalogowano się na Twoje konto.
event-signed-out = Wylogowano urządzenie.
event-consent-given = Udzielono zgody na dostęp do Twojego konta: { $application }
event-consent-withdrawn = Wycofano zgodę na dostęp do Twojego konta: { $application }
event-consent-withdrawn-by-other = Administrator wycofał dostęp do Twojego konta: { $application }
event-grant-revoked = Aplikacja zrzekła się dostępu: { $application }
event-grant-reuse = Aplikacja użyła klucza dwa razy, więc jej dostęp wygasł: { $application }
event-token-revoked = Aplikacja zwróciła jeden ze swoich kluczy: { $application }
event-user-added = Utworzono Twoje konto.
event-user-edited = Zmieniono dane w Twoim profilu.
event-user-edited-by-other = Administrator zmienił Twój profil.
event-user-disabled = Twoje konto zostało wyłączone.
event-user-enabled = Twoje konto zostało włączone.
event-password-set = Zmieniono Twoje hasło.
event-password-set-by-other = Administrator ustawił nowe hasło.
event-user-signed-out = Administrator wylogował Cię wszędzie.
event-factor-added = Dodano drugi składnik.
event-factor-removed = Usunięto drugi składnik.
event-factor-removed-by-other = Administrator usunął jeden z Twoich drugich składników.
event-recovery-codes-made = Utworzono nowe kody odzyskiwania.
event-recovery-code-used = Zalogowano się za pomocą kodu odzyskiwania.
event-user-unlocked = Administrator wyzerował licznik Twoich nieudanych logowań.
event-passkey-added = Dodano klucz dostępu.
event-passkey-renamed = Zmieniono nazwę klucza dostępu.
event-passkey-removed = Usunięto klucz dostępu.
event-passkey-removed-by-other = Administrator usunął klucz dostępu.
event-passkey-clone = Klucz dostępu mógł zostać skopiowany, dlatego logowanie za jego pomocą zostało odrzucone. Jeśli to nie Twoja kopia, usuń ten klucz.
event-password-reset = Ustawiono nowe hasło w miejsce zapomnianego.
event-address-verified = Potwierdzono Twój adres e-mail.
event-address-changed = Zmieniono Twój adres e-mail.
event-registered = Zarejestrowano Twoje konto.
event-invitation-accepted = Przyjęto zaproszenie.
event-link-made = Administrator utworzył dla Ciebie link.
event-mail-requested = Poproszono o wysłanie do Ciebie wiadomości e-mail.
event-account-linked = Połączono konto u innego dostawcy.
event-account-unlinked = Odłączono konto u innego dostawcy.
event-group-added = Należysz teraz do nowej grupy.
event-group-removed = Nie należysz już do jednej z grup.
event-role-granted = Przyznano Ci rolę.
event-role-taken = Odebrano Ci rolę.

### Claims

claim-name = Imię i nazwisko
claim-given-name = Imię
claim-family-name = Nazwisko
claim-middle-name = Drugie imię
claim-nickname = Pseudonim
claim-profile = Strona profilu
claim-picture = Zdjęcie
claim-website = Strona internetowa
claim-gender = Płeć
claim-birthdate = Data urodzenia
claim-zoneinfo = Strefa czasowa
claim-locale = Język
claim-phone-number = Numer telefonu
claim-address = Adres
claim-street-address = Ulica i numer
claim-locality = Miejscowość
claim-region = Województwo lub region
claim-postal-code = Kod pocztowy
claim-country = Kraj
claim-roles = Role
claim-groups = Grupy
claim-sub = Identyfikator

### Account: password

password-heading = Zmień hasło
password-heading-first = Ustaw hasło
password-text = Na tym urządzeniu Twoje konto pozostanie zalogowane. Wszędzie indziej nastąpi wylogowanie, a otwarte tam aplikacje stracą dostęp.
password-current = Obecne hasło
password-new = Nowe hasło
password-again = Nowe hasło jeszcze raz
password-rule = Minimalna liczba znaków: { $count }. Dobre jest kilka niezwiązanych ze sobą słów; hasło, którego używasz gdzie indziej – nie.
password-changed = Twoje hasło zostało zmienione. Wszędzie indziej nastąpiło wylogowanie.
password-failure-wrong-current = To nie jest Twoje obecne hasło. Spróbuj ponownie.
password-failure-missing = Wpisz nowe hasło w obu polach.
password-failure-different = Nowe hasła w obu polach nie są takie same. Wpisz nowe hasło w obu polach.
password-failure-too-short = Nowe hasło jest za krótkie. Minimalna liczba znaków: { $count }.
password-failure-too-long = Nowe hasło jest za długie. Maksymalna liczba znaków: { $count }.
password-failure-not-text = Nowe hasło może zawierać tylko litery, cyfry, znaki interpunkcyjne, symbole i spacje.
password-failure-common = To hasło jest jednym z pierwszych, które sprawdzają atakujący. Wybierz inne.

### Account: passkeys

security-passkeys = Klucze dostępu
security-passkeys-count = { $count ->
    [0] Nie masz klucza dostępu.
    [one] Masz 1 klucz dostępu.
    [few] Masz { $count } klucze dostępu.
    [many] Masz { $count } kluczy dostępu.
   *[other] Masz { $count } klucza dostępu.
  }
security-passkeys-change = Zarządzaj
passkeys-heading = Klucze dostępu
passkeys-about = Za pomocą klucza dostępu logujesz się bez hasła: urządzenie prosi o odcisk palca, skan twarzy lub kod PIN. Klucz działa tylko pod tym adresem, więc fałszywa strona nie może go użyć.
passkeys-place-synchronised = Synchronizowany między Twoimi urządzeniami
passkeys-place-device = Tylko na tym jednym urządzeniu
passkeys-added = Dodano
passkeys-used = Ostatnio użyto
passkeys-never-used = Nigdy
passkeys-name = Nazwa
passkeys-new-name = Nazwa (opcjonalnie)
passkeys-rename = Zmień nazwę
passkeys-remove = Usuń
passkeys-add-heading = Dodaj klucz dostępu
passkeys-add = Dodaj klucz dostępu
passkeys-exists = To urządzenie ma już klucz dostępu do Twojego konta.
passkeys-failed = Twoje urządzenie nie utworzyło klucza dostępu. Spróbuj ponownie lub użyj innego urządzenia.
passkeys-not-in-this-browser = Ta przeglądarka nie obsługuje kluczy dostępu.
passkeys-need-javascript = Klucze dostępu wymagają JavaScriptu. Wszystko inne działa bez niego.
passkeys-not-here = Pod tym adresem przeglądarki nie oferują kluczy dostępu: potrzebne są https i nazwa domeny.
passkeys-failure-not-verified = Nie udało się sprawdzić klucza dostępu, więc nie został dodany. Spróbuj ponownie.
passkeys-failure-name = Podaj nazwę o długości od 1 do 64 znaków.
passkeys-failure-too-many = Masz już maksymalną liczbę kluczy dostępu dla jednego konta. Najpierw usuń któryś z nich.
passkeys-was-added = Klucz dostępu { $name } został dodany. Od teraz możesz się za jego pomocą logować.
passkeys-was-renamed = Klucz dostępu nazywa się teraz { $name }.
passkeys-was-removed = Klucz dostępu { $name } został usunięty. Nikt już nie może się za jego pomocą zalogować.

### Welcome

welcome-heading = Jedno konto do Twoich aplikacji
welcome-text = Logujesz się tu raz. Aplikacje otrzymują klucz, który otwiera tylko to, na co zezwolisz, i nigdy nie dostają Twojego hasła.
welcome-start = Chcesz użyć aplikacji? Zacznij od niej: skieruje Cię tutaj, gdy będzie musiała wiedzieć, kim jesteś.
welcome-sign-in = Zaloguj się na swoje konto

### Continue to the application (form post)

form-post-heading = Powrót do aplikacji
form-post-heading-application = Powrót do aplikacji { $application }
form-post-heading-request = Chwileczkę
form-post-text = Jeśli nic się nie dzieje, naciśnij „Dalej”.
form-post-unsafe = Adres aplikacji nie jest bezpieczny, dlatego nie przechodzimy dalej.

### Errors

error-unknown-client-heading = Ta aplikacja nie jest tu znana
error-unknown-client-text = Aplikacja, która Cię tu skierowała, nie jest zarejestrowana na tym serwerze. To nie Twoja wina.
error-unknown-client-advice = Powiadom osoby odpowiedzialne za aplikację. Muszą ją najpierw zarejestrować.

error-redirect-uri-mismatch-heading = Nie możemy odesłać Cię pod ten adres
error-redirect-uri-mismatch-text = Aplikacja poprosiła o skierowanie Cię pod adres, który nie był z nią uzgodniony. Aby chronić Twoje konto, zatrzymaliśmy się tutaj.
error-redirect-uri-mismatch-advice = Wróć do aplikacji i spróbuj ponownie. Jeśli ta strona znów się pojawi, powiadom osoby odpowiedzialne za aplikację.

error-bad-request-heading = Ten link nie działa
error-bad-request-text = Żądanie, które do nas dotarło, jest niepełne lub uszkodzone.
error-bad-request-advice = Wróć do aplikacji i zacznij w niej od nowa.

error-session-expired-heading = Ta strona była otwarta zbyt długo
error-session-expired-text = Dla Twojego bezpieczeństwa taka strona działa tylko przez ograniczony czas. Nic nie zostało zmienione.
error-session-expired-advice = Otwórz stronę ponownie albo wróć do aplikacji i zacznij w niej od nowa.

error-cookies-missing-heading = Twoja przeglądarka nie wysłała pliku cookie
error-cookies-missing-text = Ta strona potrzebuje pliku cookie, a żaden nie dotarł. Albo przeglądarka blokuje tu pliki cookie, albo zostały one usunięte po otwarciu strony. Nic nie zostało zmienione.
error-cookies-missing-advice = Zezwól na pliki cookie dla tej witryny, a potem zacznij od nowa.

error-other-browser-heading = Ta strona należy do innej przeglądarki
error-other-browser-text = Strona została otwarta w innej przeglądarce, w oknie prywatnym lub zanim usunięto tu pliki cookie. Nic nie zostało zmienione.
error-other-browser-advice = Zacznij od nowa w przeglądarce, której chcesz używać.

error-form-damaged-heading = Ta strona już nie działa
error-form-damaged-text = Formularz zawiera wartość, której ten serwer nie utworzył lub już nie rozpoznaje. Dzieje się tak, gdy adres został ucięty lub gdy serwer skonfigurowano od nowa. Nic nie zostało zmienione.
error-form-damaged-advice = Wróć do aplikacji i zacznij w niej od nowa.

error-wrong-address-heading = To inny adres tego serwera
error-wrong-address-text = Strona została otwarta pod adresem, którego ten serwer nie używa do logowania. Nic nie zostało zmienione.
error-wrong-address-advice = Użyj właściwego adresu. Jeśli skierował Cię tu link lub aplikacja, powiadom osoby za to odpowiedzialne.

error-request-expired-heading = Ta prośba o logowanie wygasła
error-request-expired-text = Prośba aplikacji działa tylko raz i tylko przez krótki czas. Wygasła albo została już użyta. Nic nie zostało zmienione.
error-request-expired-advice = Wróć do aplikacji i zacznij w niej od nowa.

error-other-site-heading = Ten formularz pochodzi z innej witryny
error-other-site-text = Dla Twojego bezpieczeństwa przyjmujemy tylko formularze z naszych własnych stron. Nic nie zostało zmienione.
error-other-site-advice = Jeśli właśnie to chcesz zrobić, otwórz naszą stronę samodzielnie i spróbuj ponownie.

error-access-denied-heading = Nie masz dostępu
error-access-denied-text = Twoje konto nie ma uprawnień, aby z tego korzystać.
error-access-denied-advice = Poproś o dostęp osoby odpowiedzialne za aplikację.

error-too-many-requests-heading = Zaczekaj chwilę
error-too-many-requests-text = W krótkim czasie było zbyt wiele żądań.
error-too-many-requests-advice = Zaczekaj minutę i spróbuj ponownie.

error-request-too-large-heading = To zbyt wiele naraz
error-request-too-large-text = Żądanie jest większe, niż przyjmuje ten serwer.
error-request-too-large-advice = Wróć do aplikacji i zacznij w niej od nowa.

error-method-not-allowed-heading = Tej strony nie można tak otworzyć
error-method-not-allowed-text = Adres jest prawidłowy, ale został otwarty w sposób, do którego nie jest przeznaczony.
error-method-not-allowed-advice = Wróć i użyj przycisków na stronie.

error-not-found-heading = Nie ma tu żadnej strony
error-not-found-text = Adres może zawierać błąd albo strona została przeniesiona.
error-not-found-advice = Sprawdź adres lub wróć do poprzedniej strony.

error-server-error-heading = Coś poszło nie tak po naszej stronie
error-server-error-text = To nasza wina, nie Twoja. Osoby odpowiedzialne za ten serwer mogą zobaczyć, co się stało.
error-server-error-advice = Spróbuj ponownie za moment. Jeśli to się powtarza, przekaż poniższy numer referencyjny.

error-unavailable-heading = Za moment wracamy
error-unavailable-text = Serwer jest zajęty lub trwają prace konserwacyjne. Nic nie zostało zmienione.
error-unavailable-advice = Spróbuj ponownie za minutę.

error-start-again = Zacznij od nowa
error-right-address = Przejdź pod właściwy adres
error-reference = Numer referencyjny
error-developers = Dla programistów
error-developer-error = Kod błędu
error-developer-check = Nieudane sprawdzenie
error-developer-expected = Oczekiwano
error-developer-in-log = Jest w dzienniku serwera, w wierszu z tym numerem referencyjnym.
error-developer-seen = Otrzymano
error-developer-nothing = (nic)

### Forgotten password, registration and links from mails

login-forgot = Nie pamiętasz hasła?
login-sign-up = Utwórz konto
forgot-heading = Nie pamiętasz hasła?
forgot-text = Podaj nazwę użytkownika lub adres e-mail. Jeśli istnieje takie konto, wyślemy wiadomość z linkiem do wyboru nowego hasła.
forgot-failure-incomplete = Podaj nazwę użytkownika lub adres e-mail.
sign-up-heading = Utwórz konto
sign-up-text = Podaj adres e-mail. Wyślemy Ci wiadomość z dalszymi krokami.
sign-up-address = Adres e-mail
sign-up-terms = Akceptuję warunki korzystania z usługi
sign-up-terms-link = Przeczytaj warunki korzystania z usługi
sign-up-failure-incomplete = Podaj adres e-mail.
sign-up-failure-not-an-address = Podaj jeden adres e-mail, na przykład nazwa@example.org.
sign-up-failure-domain = Osoby z adresem w tej domenie nie mogą samodzielnie utworzyć konta. Poproś o zaproszenie osoby odpowiedzialne za ten serwer.
sign-up-failure-terms = Możesz utworzyć konto tylko wtedy, gdy zaakceptujesz warunki korzystania z usługi.
ask-mail-submit = Wyślij wiadomość
ask-mail-failure-too-many = Zbyt wiele razy poproszono o wiadomość. Zaczekaj { $wait } i spróbuj ponownie. Być może wiadomość jest w folderze ze spamem.
mail-sign-in-heading = Zaloguj się przez e-mail
mail-sign-in-explanation = Podaj nazwę użytkownika lub adres e-mail. Jeśli istnieje takie konto, wyślemy wiadomość z linkiem i kodem.
mail-sign-in-confirm = Naciśnij przycisk, aby zalogować się jako { $address }.

reset-heading = Wybierz nowe hasło
reset-mail-sent = Jeśli istnieje konto o tej nazwie, wiadomość jest już w drodze. Otwórz link z wiadomości lub wpisz tutaj kod. Może to potrwać kilka minut; sprawdź też folder ze spamem.
register-heading = Dokończ rejestrację
register-mail-sent = Wiadomość jest w drodze. Otwórz link z wiadomości lub wpisz tutaj kod. Może to potrwać kilka minut; sprawdź też folder ze spamem.
register-name = Twoje imię i nazwisko
invite-heading = Przyjmij zaproszenie
choose-password-label = Nowe hasło
choose-password-hint = Minimalna liczba znaków: { $count }. Kilka niezwiązanych ze sobą słów łatwo zapamiętać, a trudno odgadnąć.
choose-password-submit = Zapisz i zaloguj się
choose-password-failure-incomplete = Wypełnij wszystkie pola.
choose-password-failure-too-short = To hasło jest za krótkie. Minimalna liczba znaków: { $count }.
choose-password-failure-too-long = Hasło może mieć najwyżej 256 znaków.
choose-password-failure-not-text = Hasło składa się z liter, cyfr, znaków interpunkcyjnych i spacji, bez innych znaków.
choose-password-failure-like-account = To hasło zbytnio przypomina Twoje imię lub nazwisko, Twój adres albo nazwę tej usługi.
choose-password-failure-common = To hasło jest znane osobom, które odgadują hasła. Wybierz inne.
mail-code-label = Kod z wiadomości
mail-failure-wrong-code = To nie jest kod z wiadomości. Sprawdź go i spróbuj ponownie; po pięciu próbach straci ważność.
mail-send-again = Poproś o nową wiadomość

verify-heading = Potwierdź swój adres e-mail
verify-text = Czy { $address } to Twój adres?
change-address-heading = Potwierdź nowy adres e-mail
change-address-text = Używać adresu { $address } na Twoim koncie?
confirm-mail-sent = Wiadomość jest w drodze. Otwórz link z wiadomości lub wpisz tutaj kod.
link-gone-heading = Ten link już nie działa
link-gone-text = Został już użyty, jest zbyt stary lub brakuje jego części. Nic nie zostało zmienione. Możesz poprosić o nowy.
invitation-gone-text = Link został już użyty, jest zbyt stary lub brakuje jego części. Jeśli masz konto, zaloguj się. W przeciwnym razie poproś o nowe zaproszenie osobę, od której pochodzi to zaproszenie.
mail-other-browser-heading = Otwórz ten link we właściwej przeglądarce
mail-other-browser-text = Dla Twojego bezpieczeństwa ten link działa tylko w przeglądarce, w której o niego poproszono. Otwórz go tam lub wpisz tam kod z wiadomości.
address-verified-heading = Twój adres e-mail jest potwierdzony
address-verified-text = Dziękujemy.
address-changed-heading = Twój adres e-mail został zmieniony
address-changed-text = Od teraz wiadomości będą przychodzić na nowy adres.
address-taken-heading = Tego adresu nie można użyć
address-taken-text = Ten adres należy do innego konta. Nic nie zostało zmienione.
mail-off-heading = Ten serwer nie wysyła wiadomości e-mail
mail-off-text = Zwróć się do osób odpowiedzialnych za ten serwer: mogą dać Ci link do wyboru nowego hasła.
sign-up-off-heading = Rejestracja jest wyłączona
sign-up-off-text = Poproś o konto osoby odpowiedzialne za ten serwer.

account-email-none = Twoje konto nie ma adresu e-mail.
account-email-verify = Wyślij wiadomość, aby potwierdzić ten adres
account-email-new = Nowy adres e-mail
account-email-about = Wyślemy wiadomość na nowy adres. Nic się nie zmieni, dopóki nie otworzysz linku lub nie wpiszesz kodu z wiadomości. Na stary adres przyjdzie powiadomienie.
account-email-off = Ten serwer nie wysyła wiadomości e-mail, więc nie możesz tu zmienić adresu. Zwróć się do osób odpowiedzialnych za serwer.
account-email-failure-same = To już jest Twój adres.
account-email-change = Zmień

### Mails

mail-greeting = Dzień dobry, { $account },
mail-greeting-unknown = Dzień dobry,
mail-lifetime = Link działa tylko raz, przez { $time }.
mail-code = Możesz też wpisać ten kod na stronie, która o niego prosi:
mail-link-plain = Jeśli przycisk nie działa, skopiuj ten adres do przeglądarki:
mail-go-to-sign-in = Przejdź do strony logowania

mail-test-subject = Wiadomość testowa z { $host }
mail-test-text = To jest test. { $host } może wysyłać wiadomości na ten adres.

mail-reset-subject = Wybierz nowe hasło do { $host }
mail-reset-text = Ktoś poprosił o możliwość wyboru nowego hasła do Twojego konta w { $host }. Jeśli to Ty, otwórz link.
mail-reset-action = Wybierz nowe hasło
mail-reset-closing = Jeśli to nie Ty, nic nie rób: hasło pozostanie bez zmian. Nikomu nie przekazuj tego linku ani tego kodu.

mail-verify-subject = Potwierdź swój adres e-mail w { $host }
mail-verify-text = Potwierdź, że ten adres e-mail należy do Ciebie.
mail-verify-action = Potwierdź ten adres
mail-verify-closing = Jeśli nie masz tu konta, nic nie rób.

mail-change-subject = Potwierdź nowy adres e-mail w { $host }
mail-change-text = Ktoś poprosił o używanie tego adresu e-mail dla konta w { $host }. Jeśli to Ty, otwórz link.
mail-change-action = Użyj tego adresu
mail-change-closing = Jeśli to nie Ty, nic nie rób: nic się nie zmieni.

mail-address-taken-subject = Twój adres e-mail w { $host }
mail-address-taken-text = Ktoś zalogowany na inne konto w { $host } próbował użyć tego adresu e-mail. Należy on do Twojego konta, więc nic się nie zmieniło.

mail-register-subject = Dokończ rejestrację w { $host }
mail-register-text = Ktoś rozpoczął rejestrację w { $host } z tym adresem e-mail. Jeśli to Ty, otwórz link.
mail-register-action = Dalej
mail-register-closing = Jeśli to nie Ty, nic nie rób: konto nie zostanie utworzone.

mail-registered-subject = Masz już konto w { $host }
mail-registered-text = Ktoś rozpoczął rejestrację w { $host } z tym adresem e-mail, ale masz już konto. Jeśli to Ty, zaloguj się. Jeśli nie pamiętasz hasła, wybierz nowe na stronie logowania.

mail-invite-subject = Zaproszenie do { $host }
mail-invite-text = Otrzymujesz zaproszenie do utworzenia konta w { $host }.
mail-invite-action = Przyjmij zaproszenie
mail-invite-closing = Jeśli nie chcesz mieć konta, nic nie rób.

mail-sign-in-subject = Twoje logowanie do { $host }
mail-sign-in-text = Ktoś poprosił o zalogowanie na Twoje konto w { $host }. Jeśli to Ty, otwórz link w tej samej przeglądarce.
mail-sign-in-action = Zaloguj się
mail-sign-in-closing = Jeśli to nie Ty, nic nie rób. Nikomu nie przekazuj tego linku ani tego kodu.

mail-password-changed-subject = Twoje hasło do { $host } zostało zmienione
mail-password-changed-text = Hasło do Twojego konta w { $host } zostało zmienione.
mail-address-changed-subject = Twój adres e-mail w { $host } został zmieniony
mail-address-changed-text = Adres e-mail Twojego konta w { $host } został zmieniony.
mail-new-device-subject = Nowe logowanie do { $host }
mail-new-device-text = Twojego konta w { $host } użyto w przeglądarce, której nie znaliśmy.
mail-factor-added-subject = Nowy sposób logowania do { $host }
mail-factor-added-text = Do Twojego konta w { $host } dodano sposób logowania.
mail-factor-removed-subject = Usunięto sposób logowania do { $host }
mail-factor-removed-text = Z Twojego konta w { $host } usunięto sposób logowania.
mail-fact-factor = Co
mail-fact-time = Kiedy
mail-fact-network-address = Adres sieciowy
mail-fact-device = Przeglądarka
mail-not-me = Jeśli to Ty, nic nie rób. Jeśli to nie Ty, wybierz teraz nowe hasło. Spowoduje to zakończenie wszystkich sesji.
mail-not-me-action = To nie ja

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Wyślij mi kod e-mailem
mail-sign-in-sent = Jeśli istnieje konto o tej nazwie z potwierdzonym adresem e-mail, wiadomość jest już w drodze. Wpisz tutaj kod z wiadomości lub otwórz link z niej w tej przeglądarce. Może to potrwać kilka minut; sprawdź też folder ze spamem.
mail-sign-in-other-way = Zaloguj się w inny sposób
second-step-mail-code = Wiadomość z kodem jest w drodze na adres e-mail Twojego konta. Może to potrwać kilka minut; sprawdź też folder ze spamem.
second-step-mail-to-send = Wyślemy wiadomość z kodem na adres e-mail Twojego konta.
second-step-use-mail-code = Użyj kodu z wiadomości e-mail
second-step-trust = Nie pytaj ponownie na tym urządzeniu przez { $time }
second-step-trust-hint = Wybierz to tylko na urządzeniu, z którego nie korzysta nikt inny. Możesz to cofnąć na stronie swojego konta, w sekcji Urządzenia.
trusted-heading = Zaufane urządzenia
trusted-text = Podczas logowania w tych przeglądarkach drugi krok nie jest wymagany.
trusted-since = Zaufane od
trusted-last-used = Ostatnio użyto
trusted-until = Do
trusted-forget = Pytaj ponownie na tym urządzeniu
trusted-forgotten = Na tym urządzeniu drugi krok jest znów wymagany.
event-device-trusted = Wyłączono pytanie o drugi krok na jednym z urządzeń.
event-device-forgotten = Włączono ponownie pytanie o drugi krok na jednym z urządzeń.
mail-code-alone = Wpisz ten kod na stronie, która o niego prosi:
mail-code-lifetime = Kod działa tylko raz, przez { $time }.
mail-confirm-subject = Twój kod do { $host }
mail-confirm-text = Ktoś loguje się na Twoje konto w { $host }. Jeśli to Ty, wpisz kod.
mail-confirm-closing = Jeśli to nie Ty, wybierz nowe hasło: ktoś zna Twoje. Nikomu nie przekazuj tego kodu.
sign-up-failure-reserved = Z tym adresem nikt nie może samodzielnie utworzyć konta. Poproś o zaproszenie osoby odpowiedzialne za ten serwer.
logged-out-provider-text = Logowanie odbyło się przez { $provider }. Twoja sesja tam nadal trwa.
logged-out-provider = Wyloguj się też z { $provider }
logged-out-provider-failed = Nie udało się stąd zakończyć Twojej sesji u dostawcy { $provider }. Wyloguj się tam samodzielnie.
profile-required = { $name } (wymagane)
profile-not-set = Nie podano
profile-yes = Tak
profile-no = Nie
profile-hint-list = Jeden wpis w każdym wierszu.
profile-hint-number = Liczba, na przykład 7 lub 1.5
profile-hint-required = Wypełnij to pole.
account-switch = Przełącz konto
accounts-heading = Konta w tej przeglądarce
accounts-signed-out = Wylogowano
accounts-sign-out-of = Wyloguj się z konta { $account }
accounts-sign-out-this = Wyloguj się z tego konta
accounts-sign-out-all = Wyloguj się ze wszystkich kont w tej przeglądarce
logged-out-others = Inne konta są nadal zalogowane w tej przeglądarce.
logged-out-accounts = Pokaż inne konta
no-access-heading = Brak dostępu
no-access-text = To konto nie może używać aplikacji { $application }.
no-access-ask = Jeśli potrzebujesz dostępu, zwróć się do osób odpowiedzialnych za tę usługę.
login-keep = Nie wylogowuj mnie na tym urządzeniu
no-access-network = Z tej sieci nie można używać aplikacji { $application }.
second-step-passkey = Użyj klucza dostępu tego konta. Urządzenie poprosi o odcisk palca, skan twarzy lub kod PIN.
second-step-failure-passkey = Ten klucz dostępu nie zadziałał. Spróbuj ponownie lub wypróbuj inny sposób.
second-step-passkey-was-added = Twój klucz dostępu został dodany. Użyj go teraz, aby przejść dalej.
authenticator-use-passkey = Dodaj zamiast tego klucz dostępu
sign-in-passkey-reason = Aby się tu zalogować, potrzebujesz czegoś więcej niż hasła. Dodaj teraz klucz dostępu.
sign-in-passkey-reason-application = Aplikacja { $application } wymaga przy logowaniu czegoś więcej niż hasła. Dodaj teraz klucz dostępu.
sign-in-passkey-use-authenticator = Dodaj zamiast tego aplikację uwierzytelniającą
passkey-offer-heading = Zalogować się następnym razem bez hasła?
passkey-offer-not-now = Nie teraz
passkey-offer-later = Jeśli wybierzesz „Nie teraz”, nie zapytamy ponownie. Klucz dostępu możesz dodać w każdej chwili na stronie swojego konta.
event-passkey-offer-declined = Zrezygnowano z dodania klucza dostępu.
passkeys-failure-model = Przyjmowane są tu tylko określone klucze bezpieczeństwa, a to urządzenie nie udowodniło, że jest jednym z nich. Użyj klucza bezpieczeństwa swojej organizacji i pozwól przeglądarce ujawnić jego markę i model.
account-menu-data = Twoje dane
account-about-data = Pobierz wszystko, co o Tobie przechowujemy, lub usuń swoje konto.
data-export-heading = Pobierz swoje dane
data-export-text = Wszystko, co ten serwer o Tobie przechowuje: Twój profil, sposoby logowania, urządzenia, aplikacje i aktywność. Nie ma tam haseł, kluczy ani kodów.
data-export-html = Pobierz do czytania (HTML)
data-export-json = Pobierz dla programów (JSON)
data-deletion-text = Twoje konto zostanie wszędzie wylogowane. Przez 14 dni możesz zmienić zdanie; potem konto zostanie trwale usunięte.
data-deletion-open = Usuń to konto
deletion-heading = Usuń swoje konto
deletion-text = Jeśli usuniesz swoje konto:
deletion-sessions = { $count ->
    [one] to urządzenie zostanie wylogowane
    [few] { $count } urządzenia zostaną wylogowane, także to
    [many] { $count } urządzeń zostanie wylogowanych, także to
   *[other] { $count } urządzenia zostanie wylogowane, także to
  }
deletion-applications = { $count ->
    [0] żadna aplikacja nie ma dostępu do Twojego konta
    [one] jedna aplikacja straci dostęp
    [few] { $count } aplikacje stracą dostęp
    [many] { $count } aplikacji straci dostęp
   *[other] { $count } aplikacji straci dostęp
  }
deletion-day = { $day } wszystkie dane o Tobie na tym serwerze zostaną trwale usunięte
deletion-return = Jeśli zmienisz zdanie przed tym dniem, zaloguj się i wybierz zachowanie konta.
deletion-export = Możesz najpierw pobrać swoje dane:
deletion-submit = Usuń moje konto
deletion-requested-heading = Twoje konto zostanie usunięte
deletion-requested-text = Twoje konto zostało wszędzie wylogowane. Zostanie usunięte { $day }.
deletion-requested-mail = Wysłaliśmy Ci wiadomość na ten temat.
keep-account-heading = Zachować konto?
keep-account-text = To konto zostanie usunięte { $day }, zgodnie z Twoją prośbą. Zalogujesz się dopiero wtedy, gdy wybierzesz jego zachowanie.
keep-account-keep = Zachowaj moje konto
keep-account-delete = Usuń zgodnie z planem
event-data-exported = Pobrano Twoje dane.
event-deletion-requested = Poproszono o usunięcie Twojego konta.
event-deletion-requested-by-other = Administrator oznaczył Twoje konto do usunięcia.
event-deletion-cancelled = Zachowano Twoje konto.
event-deletion-cancelled-by-other = Administrator anulował usunięcie Twojego konta.
mail-deletion-requested-subject = Twoje konto w { $host } zostanie usunięte
mail-deletion-requested-text = Ktoś zalogowany na Twoje konto w { $host } poprosił o jego usunięcie. Do podanego niżej dnia możesz się zalogować i je zachować.
mail-deletion-cancelled-subject = Twoje konto w { $host } zostaje zachowane
mail-deletion-cancelled-text = Twoje konto w { $host } miało zostać usunięte. Ktoś zalogował się na nie i je zachował.
mail-fact-deletion = Data usunięcia
export-heading = Dane o koncie { $account }
export-text = Wszystko, co { $host } przechowuje o tym koncie, stan na: { $time }. Nie ma tu haseł, kluczy ani kodów.
export-nothing = Nic.
export-account = Konto
export-sign-in = Logowanie
export-sessions = Urządzenia
export-consents = Zgody udzielone aplikacjom
export-grants = Dostęp aplikacji
export-mail-links = Linki z wiadomości, które nadal działają
export-events = Aktywność
export-email-verified = Adres e-mail potwierdzony
export-phone-number-verified = Numer telefonu potwierdzony
export-granted-roles = Przyznane role
export-disabled = Wyłączone
export-created-at = Utworzono
export-updated-at = Zmieniono
export-password-set = Ustawiono hasło
export-passkey = Twój klucz dostępu
export-linked-account = Połączone konto
export-failed-sign-ins = Nieudane logowania
export-failures-forgotten = Liczba dni, po których nieudane logowania już się nie liczą
export-methods = Metody
export-expires-at = Koniec
export-client-id = Identyfikator aplikacji
export-application = Aplikacja
export-scope = Zakres
export-allowed-at = Zezwolono
export-audiences = Odbiorcy
export-purpose = Cel
export-kind = Rodzaj
export-by = Przez
export-changed = Zmiana
export-provider = Dostawca
export-provider-subject = Konto u dostawcy
export-last-used-at = Ostatnio użyto
export-synchronised = Zsynchronizowano
export-left = Pozostało
password-failure-breached = To hasło znajduje się na liście haseł skradzionych z innych usług. Atakujący próbują ich w pierwszej kolejności. Wybierz tutaj inne i zmień je wszędzie, gdzie go jeszcze używasz.
picture-change = Zmień swoje zdjęcie
picture-alt = Twoje zdjęcie
picture-none = Nie masz zdjęcia.
picture-elsewhere = Twoje zdjęcie znajduje się na innym serwerze.
picture-file = Nowe zdjęcie
picture-hint = PNG, JPEG lub WebP, najwyżej 8 MB. Zachowujemy kwadrat ze środka i żadnych zapisanych w pliku informacji o miejscu, czasie ani aparacie. Aplikacje, które widzą Twój profil, widzą też zdjęcie, podobnie jak każdy, kto ma jego adres.
picture-upload = Zapisz zdjęcie
picture-remove = Usuń zdjęcie
picture-saved = Twoje zdjęcie zostało zapisane.
picture-removed = Twoje zdjęcie zostało usunięte.
picture-failure-missing = Najpierw wybierz plik.
picture-failure-too-large = Ten plik jest za duży. Zdjęcie może mieć najwyżej 8 MB.
picture-failure-too-many-pixels = To zdjęcie ma za dużo pikseli. Może mieć najwyżej 10 000 na każdym boku i łącznie 50 milionów.
picture-failure-format = Ten plik nie jest zdjęciem w formacie PNG, JPEG ani WebP.
picture-failure-damaged = To zdjęcie jest uszkodzone. Otwórz je w innym programie i zapisz ponownie.
picture-failure-busy = W tej chwili zapisywanych jest zbyt wiele zdjęć. Spróbuj ponownie za chwilę.
terms-heading = Warunki korzystania z usługi zmieniły się
terms-text = Przeczytaj warunki korzystania z usługi, wersja { $version }, i zaakceptuj je, aby przejść dalej.
terms-decline = Nie akceptuję ich
event-terms-accepted = Zaakceptowano warunki korzystania z usługi.
event-claims-previewed = Administrator sprawdził, jakie dane o Tobie otrzymuje aplikacja: { $application }
export-accepted-terms = Zaakceptowane warunki korzystania z usługi

### Terms at the first sign-in

terms-heading-first = Zaakceptuj warunki korzystania z usługi

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Nowe kody odzyskiwania w { $host }
mail-recovery-codes-made-text = Dla Twojego konta w { $host } utworzono nowe kody odzyskiwania. Stare przestały działać.
mail-recovery-code-used-subject = Użyto kodu odzyskiwania w { $host }
mail-recovery-code-used-text = Jednego z Twoich kodów odzyskiwania użyto do zalogowania się na Twoje konto w { $host }.
mail-account-linked-subject = Połączono konto w { $host }
mail-account-linked-text = Konto u innego dostawcy połączono z Twoim kontem w { $host }. Można go używać do logowania.
mail-account-unlinked-subject = Odłączono konto w { $host }
mail-account-unlinked-text = Konto u innego dostawcy odłączono od Twojego konta w { $host }. Nie można go już używać do logowania.

### Places of addresses, and the way to the console

place-estimated = { $place } (szacunkowo)
mail-fact-place = Miejsce
account-console = Administracja
account-about-console = Użytkownicy, aplikacje i ustawienia serwera.
