# Every message of every page, in Ukrainian. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Помилка: { $page }
continue = Продовжити
cancel = Скасувати
signed-in-as = Ви ввійшли як { $account }
opens-in-a-new-tab = (відкриється в новій вкладці)
duration-seconds = { $count ->
    [one] { $count } секунду
    [few] { $count } секунди
    [many] { $count } секунд
   *[other] { $count } секунди
  }
duration-minutes = { $count ->
    [one] { $count } хвилину
    [few] { $count } хвилини
    [many] { $count } хвилин
   *[other] { $count } хвилини
  }
duration-hours = { $count ->
    [one] { $count } годину
    [few] { $count } години
    [many] { $count } годин
   *[other] { $count } години
  }
duration-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
    [many] { $count } днів
   *[other] { $count } дня
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = щойно
moment-minutes = { $count ->
    [one] { $count } хвилину тому
    [few] { $count } хвилини тому
    [many] { $count } хвилин тому
   *[other] { $count } хвилини тому
  }
moment-hours = { $count ->
    [one] { $count } годину тому
    [few] { $count } години тому
    [many] { $count } годин тому
   *[other] { $count } години тому
  }
moment-days = { $count ->
    [one] { $count } день тому
    [few] { $count } дні тому
    [many] { $count } днів тому
   *[other] { $count } дня тому
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date }, { $time } UTC
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня
language-label = Мова
language-submit = Змінити
footer-support = Довідка
footer-privacy = Політика конфіденційності
footer-terms = Умови використання

### Sign in

login-heading = Вхід
login-heading-application = Вхід до { $application }
login-username = Ім’я користувача або електронна пошта
login-password = Пароль
login-submit = Увійти
login-use-passkey = Скористатися ключем доступу
login-failure-passkey = Цей ключ доступу не спрацював. Скористайтеся іншим або ввійдіть за допомогою пароля.
login-reason-fresh-sign-in = Застосунок просить вас ще раз ввести пароль, хоча ви вже ввійшли.
login-reason-session-too-old = Ви ввійшли досить давно. Застосунок просить підтвердити, що це досі ви.
login-reason-another-account = Увійдіть в обліковий запис, яким хочете користуватися.
login-reason-confirm-change = Ви збираєтеся змінити свій обліковий запис, а з часу вашого входу минуло понад п’ять хвилин. Підтвердьте, що це досі ви.
login-reason-second-step = Тут потрібен додатковий крок підтвердження. Спершу введіть пароль.
login-failure-wrong-credentials = Неправильне ім’я користувача або пароль. Перевірте їх і спробуйте ще раз.
login-failure-incomplete = Введіть ім’я користувача та пароль.
login-failure-too-many-attempts = Забагато невдалих спроб. Зачекайте { $wait } і спробуйте ще раз. До того часу жоден пароль не перевіряється, навіть правильний.
login-failure-expired = Ця сторінка була відкрита надто довго. Введіть, будь ласка, пароль ще раз.
login-failure-busy = Зараз входить забагато людей. Спробуйте, будь ласка, ще раз за мить.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = або
login-provider = Увійти через { $provider }
login-provider-cancelled = Ви скасували вхід через { $provider }. Спробуйте ще раз або ввійдіть в інший спосіб.
login-provider-unreachable = { $provider } зараз не відповідає. Спробуйте ще раз за хвилину або ввійдіть в інший спосіб.
login-provider-failed = Не вдалося ввійти через { $provider }. Спробуйте ще раз або ввійдіть в інший спосіб.
login-provider-not-set-up = Вхід через { $provider } тут налаштовано неправильно. Увійдіть в інший спосіб і повідомте адміністратора.
login-provider-not-offered = Увійти тут через { $provider } більше не можна. Увійдіть в інший спосіб.
login-provider-not-linked = Жоден обліковий запис тут не зв’язано з цим обліковим записом { $provider }. Увійдіть в інший спосіб, а потім зв’яжіть його на сторінці свого облікового запису.
login-provider-not-allowed = З цим обліковим записом { $provider } не можна ввійти тут.
login-provider-link-after-sign-in = Щоб користуватися тут цим обліковим записом { $provider }, один раз увійдіть у свій обліковий запис. Після цього ви зможете входити через { $provider }.
login-provider-address-is-known = Тут є обліковий запис з адресою електронної пошти вашого облікового запису { $provider }. Увійдіть у нього один раз. Після цього ви зможете входити через { $provider }.

### Second step

second-step-heading = Підтвердьте, що це ви
second-step-account = Вхід як { $account }
second-step-authenticator = Відкрийте застосунок для автентифікації та введіть код, який він показує для цього облікового запису.
second-step-authenticator-label = Шестизначний код
second-step-recovery-code = Введіть один зі своїх кодів відновлення. Кожен код діє один раз.
second-step-recovery-code-label = Код відновлення
second-step-submit = Продовжити
second-step-other-ways = Інші способи
second-step-use-authenticator = Застосунок для автентифікації
second-step-use-recovery-code = Код відновлення
second-step-restart = Інший обліковий запис
second-step-reason = Ви ввійшли. Для цієї сторінки потрібен додатковий крок підтвердження.
second-step-reason-application = Ви ввійшли. { $application } просить додатковий крок підтвердження.
second-step-failure-wrong-code = Цей код неправильний, застарілий або вже використаний. Введіть новий.
second-step-failure-incomplete = Введіть код.
second-step-failure-too-many-attempts = Забагато невдалих спроб. Зачекайте { $wait } і спробуйте ще раз. До того часу жоден код не перевіряється, навіть правильний.
second-step-failure-expired = Цю сторінку надіслано забагато разів. Введіть, будь ласка, код ще раз.

authenticator-heading = Застосунок для автентифікації
authenticator-reason = Щоб увійти тут, потрібен додатковий крок підтвердження. Додайте зараз застосунок для автентифікації.
authenticator-reason-application = { $application } під час входу просить додатковий крок підтвердження. Додайте зараз застосунок для автентифікації.
authenticator-step-app = Відкрийте застосунок для автентифікації на телефоні. Якщо його немає, установіть: підійде будь-який застосунок для одноразових кодів.
authenticator-step-scan = Відскануйте це зображення застосунком.
authenticator-qr = QR-код із ключем для застосунку для автентифікації
authenticator-type-key = Ввести ключ вручну
authenticator-key = Ключ
authenticator-account = Обліковий запис
authenticator-step-code = Введіть код, який застосунок показує зараз. Після цього застосунок почне діяти.
authenticator-confirm = Додати застосунок
authenticator-wrong-code = Цей код не підходить. Перевірте, чи правильно йде годинник на телефоні, і введіть код, який застосунок показує зараз.
authenticator-added = У вас є застосунок для автентифікації. Після пароля потрібно ввести його код.
authenticator-remove-text = Щоб користуватися іншим телефоном, вилучіть застосунок тут і додайте його на тому телефоні. Ви й надалі зможете входити за допомогою інших додаткових способів підтвердження.
authenticator-remove-with-codes = Щоб користуватися іншим телефоном, вилучіть застосунок тут і додайте його на тому телефоні. До того часу для входу вистачатиме самого пароля, а ваші коди відновлення перестануть діяти.
authenticator-remove = Вилучити застосунок
authenticator-notice-added = Застосунок для автентифікації додано.
authenticator-notice-removed = Застосунок для автентифікації вилучено.

recovery-codes-heading = Коди відновлення
recovery-codes-text = За допомогою коду відновлення ви ввійдете, коли телефону немає під рукою. Кожен код діє один раз.
recovery-codes-left = { $count ->
    [one] У вас залишився { $count } код відновлення.
    [few] У вас залишилося { $count } коди відновлення.
    [many] У вас залишилося { $count } кодів відновлення.
   *[other] У вас залишилося { $count } коду відновлення.
  }
recovery-codes-few = Створіть нові, поки ці не закінчилися.
recovery-codes-make-text = Нові коди замінять старі, і старі перестануть діяти.
recovery-codes-make = Створити нові коди
recovery-codes-none = У вас немає кодів відновлення. Ви отримаєте їх, коли додасте перший додатковий спосіб підтвердження, наприклад застосунок для автентифікації.
recovery-codes-new-heading = Збережіть коди відновлення
recovery-codes-new-text = За допомогою коду відновлення ви зможете ввійти, якщо загубите телефон. Кожен код діє один раз. Ми показуємо коди лише зараз: завантажте або надрукуйте їх і зберігайте в надійному місці.
recovery-codes-account = Обліковий запис: { $account }
recovery-codes-print = Щоб надрукувати цю сторінку, скористайтеся меню браузера.
recovery-codes-download = Завантажити як текст
recovery-codes-saved = Коди збережено

### Signed in already

signed-in-heading = Ви вже ввійшли в обліковий запис
signed-in-account = До вашого облікового запису

### Account chooser

chooser-heading = Виберіть обліковий запис
chooser-heading-application = Виберіть обліковий запис для { $application }
chooser-text = Ви вже ввійшли в цьому браузері.
chooser-continue-as = Продовжити як { $account }
chooser-another = Інший обліковий запис

### Consent

consent-heading = Дозволити { $application } доступ до вашого облікового запису?
consent-title = Надання доступу
consent-list = Якщо ви дозволите, { $application } зможе:
consent-writing = Він також зможе вносити зміни від вашого імені:
consent-offline = І зберігатиме цей доступ:
consent-return = Ви повернетеся на { $host }
consent-remembered = Ваш дозвіл буде збережено, щоб не запитувати вас щоразу. Ви можете будь-коли відкликати його на сторінці свого облікового запису.
consent-allow = Дозволити
consent-deny = Відхилити
consent-policy = Політика конфіденційності
consent-terms = Умови використання

scope-openid = Підтверджувати, хто ви, коли ви входите
scope-profile = Бачити ваше ім’я та інші основні дані профілю
scope-email = Бачити вашу адресу електронної пошти та чи її підтверджено
scope-address = Бачити вашу поштову адресу
scope-phone = Бачити ваш номер телефону та чи його підтверджено
scope-roles = Бачити, які ролі ви тут маєте
scope-groups = Бачити, до яких груп ви належите
scope-offline-access = Зберігати цей доступ за вашої відсутності, доки ви його не відкличете
scope-other = Користуватися цим дозволом:

### Sign out

logout-heading = Вийти?
logout-text = Тут ви вийдете з облікового запису. Застосунки, які ви відкривали з цим обліковим записом, отримають повідомлення про це, якщо вони це підтримують.
logout-text-application = { $application } просить виконати вихід із вашого облікового запису. Інші застосунки, які ви відкривали з цим обліковим записом, отримають повідомлення про це, якщо вони це підтримують.
logout-missing-return = Застосунок указав адресу для повернення, але ми не знаємо, чи належить вона йому. Після виходу ви залишитеся тут.
logout-submit = Вийти
logout-stay = Не виходити

logged-out-heading = Ви вийшли з облікового запису
logged-out-text = У цьому браузері ваш сеанс завершено.
logged-out-missing-return = Застосунок указав адресу для повернення, але ми не знаємо, чи належить вона йому. Тому ви залишилися тут. З облікового запису ви все одно вийшли.
logged-out-told-list = Застосунки
logged-out-told = Повідомлено про вихід
logged-out-not-told = Не вдалося повідомити – закрийте застосунок або вийдіть у ньому самостійно
logged-out-return = Повернутися до { $application }
logged-out-return-unnamed = Повернутися до застосунку
logged-out-sign-in = Увійти знову

### Account

account-heading = Ваш обліковий запис
account-menu = Обліковий запис
account-menu-overview = Огляд
account-menu-security = Безпека
account-menu-devices = Пристрої
account-menu-apps = Застосунки
account-menu-activity = Активність
account-about-activity = Що відбувалося у вашому обліковому записі.
account-menu-profile = Профіль
account-about-profile = Дані про вас в обліковому записі.
account-about-security = Як ви входите.
account-about-devices = Де ви ввійшли.
account-about-apps = Які застосунки можуть користуватися вашим обліковим записом і що кожен із них може робити.
account-username = Ім’я користувача
account-email = Електронна пошта
account-email-verified = Підтверджено
account-email-unverified = Не підтверджено
account-applications-heading = Застосунки з доступом
account-applications-count = { $count ->
    [one] { $count } застосунок може користуватися вашим обліковим записом.
    [few] { $count } застосунки можуть користуватися вашим обліковим записом.
    [many] { $count } застосунків можуть користуватися вашим обліковим записом.
   *[other] { $count } застосунку можуть користуватися вашим обліковим записом.
  }
account-applications-none = Жоден застосунок не має доступу до вашого облікового запису. Коли ви надасте доступ, застосунок з’явиться тут.
account-application-can = { $application } може:
account-withdraw = Відкликати доступ
account-withdrawn = { $application } більше не має доступу до вашого облікового запису. Служби, до яких він звертається від вашого імені, можуть помітити це не відразу.
account-sign-out = Вийти

### Account: profile

profile-text = Застосунки бачать ці дані, лише якщо ви дозволите. Залиште порожнім те, чого не хочете вказувати.
profile-save = Зберегти
profile-saved = Ваш профіль збережено.
profile-failure-wrong-values = Ще нічого не збережено. Виправте позначені дані.
profile-failure-changed = Ваш обліковий запис тим часом змінено, тому нічого не збережено. Ось поточні дані.
profile-hint-text = Текст задовгий або містить невидимі символи.
profile-hint-web = Вебадреса, наприклад https://example.org/ada
profile-hint-birthdate = Рік, місяць і день, наприклад 1815-12-10. Якщо замість року вказати 0000, рік залишиться невідомим.
profile-hint-zoneinfo = Часовий пояс, наприклад Europe/Kyiv
profile-hint-locale = Мова, наприклад uk або pt-BR
profile-hint-phone = З кодом країни, наприклад +442079460123

### Account: security

security-password = Пароль
security-password-set = У вас є пароль.
security-password-none = У вас немає пароля.
security-password-change = Змінити
security-password-add = Задати пароль
security-authenticator = Застосунок для автентифікації
security-authenticator-on = У вас є застосунок для автентифікації.
security-authenticator-off = У вас немає застосунку для автентифікації.
security-add = Додати
security-change = Змінити
security-recovery-codes = Коди відновлення
security-recovery-codes-on = У вас є коди відновлення.
security-recovery-codes-off = Ви отримаєте їх, коли додасте перший додатковий спосіб підтвердження.
security-see = Переглянути

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Зв’язані облікові записи
security-linked-none = Ви не входите через інші облікові записи.
security-linked-count = { $count ->
    [one] Ви можете входити через { $count } інший обліковий запис.
    [few] Ви можете входити через { $count } інші облікові записи.
    [many] Ви можете входити через { $count } інших облікових записів.
   *[other] Ви можете входити через { $count } іншого облікового запису.
  }
security-linked-manage = Керувати
linked-text = Якщо зв’язати обліковий запис іншого постачальника, ви зможете входити тут без пароля.
linked-none = Немає зв’язаних облікових записів.
linked-since = Зв’язано
linked-last-used = Востаннє використано
linked-unlink = Скасувати зв’язок
linked-last-way = Це ваш єдиний спосіб увійти. Задайте пароль або зв’яжіть інший обліковий запис, перш ніж скасувати цей зв’язок.
linked-more = Зв’язати обліковий запис
linked-link = Зв’язати { $provider }
linked-added = Обліковий запис { $provider } зв’язано. Відтепер ви можете входити через нього.
linked-removed = Обліковий запис { $provider } більше не зв’язано. Входити через нього вже не можна.
linked-failure-cancelled = Ви скасували дію на боці { $provider }. Нічого не зв’язано.
linked-failure-unreachable = { $provider } зараз не відповідає. Нічого не зв’язано. Спробуйте ще раз за хвилину.
linked-failure-taken = Цей обліковий запис { $provider } тут зв’язано з іншим обліковим записом. Спершу скасуйте зв’язок там.
linked-failure-failed = Не вдалося зв’язати ваш обліковий запис { $provider }. Нічого не змінилося.

### Account: devices

devices-text = У цих браузерах виконано вхід у ваш обліковий запис. Якщо якогось із них ви не впізнаєте, вийдіть у ньому й змініть пароль.
devices-browser-system = { $browser }, { $system }
devices-unknown = Невідомий браузер
devices-this = Цей пристрій
devices-signed-in = Вхід
devices-last-seen = Остання активність
devices-applications = Застосунки
devices-end = Вийти
devices-end-others = { $count ->
    [one] Вийти на { $count } іншому пристрої
    [few] Вийти на { $count } інших пристроях
    [many] Вийти на { $count } інших пристроях
   *[other] Вийти на { $count } інших пристроях
  }
devices-ended = { $count ->
    [one] Виконано вихід на { $count } іншому пристрої.
    [few] Виконано вихід на { $count } інших пристроях.
    [many] Виконано вихід на { $count } інших пристроях.
   *[other] Виконано вихід на { $count } інших пристроях.
  }
devices-apps = Вихід на пристрої не скасовує доступу застосунків, які можуть діяти за вашої відсутності. Їх можна знайти в розділі

### Account: applications

apps-sees = Зараз він бачить:
apps-allowed = Ви дозволили
apps-opened = Востаннє відкрито
apps-trusted = Ваша організація
apps-trusted-text = Цим застосунком керує ваша організація, тому вас не запитували. Він знову отримає доступ, коли ви його відкриєте.

### Account: activity

activity-text = Що відбувалося у вашому обліковому записі, від найновішого.
activity-none = Поки що нічого.
activity-older = Давніші
activity-newest = Найновіші
activity-not-me-heading = Це були не ви?
activity-not-me-text = На всіх інших пристроях відразу буде виконано вихід. Потім ви зміните пароль.
activity-not-me = Це не я
activity-others-signed-out = На всіх інших пристроях виконано вихід. Змініть пароль зараз, щоб ніхто не зміг увійти зі старим.
event-application = якийсь застосунок
event-other = Сталося щось інше:
event-signed-in = Ви ввійшли.
event-signed-out = На одному з пристроїв виконано вихід.
event-consent-given = Ви надали доступ до свого облікового запису: { $application }
event-consent-withdrawn = Ви відкликали доступ до свого облікового запису: { $application }
event-consent-withdrawn-by-other = Адміністратор відкликав доступ до вашого облікового запису: { $application }
event-grant-revoked = Застосунок повернув свій доступ: { $application }
event-grant-reuse = Застосунок двічі використав один ключ, тому його доступ припинено: { $application }
event-token-revoked = Застосунок повернув один зі своїх ключів: { $application }
event-user-added = Ваш обліковий запис створено.
event-user-edited = Ви змінили свій профіль.
event-user-edited-by-other = Адміністратор змінив ваш профіль.
event-user-disabled = Ваш обліковий запис вимкнено.
event-user-enabled = Ваш обліковий запис увімкнено.
event-password-set = Ви змінили пароль.
event-password-set-by-other = Адміністратор задав новий пароль.
event-user-signed-out = Адміністратор виконав вихід із вашого облікового запису всюди.
event-factor-added = Ви додали додатковий спосіб підтвердження.
event-factor-removed = Ви вилучили додатковий спосіб підтвердження.
event-factor-removed-by-other = Адміністратор вилучив один із ваших додаткових способів підтвердження.
event-recovery-codes-made = Ви створили нові коди відновлення.
event-recovery-code-used = Ви ввійшли за допомогою коду відновлення.
event-user-unlocked = Адміністратор скинув лічильник ваших невдалих спроб входу.
event-passkey-added = Ви додали ключ доступу.
event-passkey-renamed = Ви перейменували ключ доступу.
event-passkey-removed = Ви вилучили ключ доступу.
event-passkey-removed-by-other = Адміністратор вилучив ключ доступу.
event-passkey-clone = Можливо, ключ доступу було скопійовано, тому вхід із ним відхилено. Якщо ви його не копіювали, вилучіть його.
event-password-reset = Ви задали новий пароль, бо старий було забуто.
event-address-verified = Вашу адресу електронної пошти підтверджено.
event-address-changed = Вашу адресу електронної пошти змінено.
event-registered = Ви створили свій обліковий запис.
event-invitation-accepted = Ви прийняли запрошення.
event-link-made = Адміністратор створив для вас посилання.
event-mail-requested = Надійшов запит на лист для вас.
event-account-linked = Зв’язано обліковий запис іншого постачальника.
event-account-unlinked = Скасовано зв’язок з обліковим записом іншого постачальника.
event-group-added = Вас додано до групи.
event-group-removed = Ви більше не належите до групи.
event-role-granted = Ви отримали роль.
event-role-taken = Одну з ваших ролей вилучено.

### Claims

claim-name = Повне ім’я
claim-given-name = Ім’я
claim-family-name = Прізвище
claim-middle-name = По батькові
claim-nickname = Псевдонім
claim-profile = Сторінка профілю
claim-picture = Зображення
claim-website = Вебсайт
claim-gender = Стать
claim-birthdate = Дата народження
claim-zoneinfo = Часовий пояс
claim-locale = Мова
claim-phone-number = Номер телефону
claim-address = Адреса
claim-street-address = Вулиця та будинок
claim-locality = Населений пункт
claim-region = Область або регіон
claim-postal-code = Поштовий індекс
claim-country = Країна
claim-roles = Ролі
claim-groups = Групи
claim-sub = Ідентифікатор

### Account: password

password-heading = Змініть пароль
password-heading-first = Задайте пароль
password-text = На цьому пристрої ви не вийдете з облікового запису. Усюди, крім нього, буде виконано вихід, а застосунки, які ви там відкривали, втратять доступ.
password-current = Поточний пароль
password-new = Новий пароль
password-again = Новий пароль ще раз
password-rule = { $count ->
    [one] Щонайменше { $count } символ. Добре підійдуть кілька не пов’язаних між собою слів; не варто брати пароль, яким ви користуєтеся деінде.
    [few] Щонайменше { $count } символи. Добре підійдуть кілька не пов’язаних між собою слів; не варто брати пароль, яким ви користуєтеся деінде.
    [many] Щонайменше { $count } символів. Добре підійдуть кілька не пов’язаних між собою слів; не варто брати пароль, яким ви користуєтеся деінде.
   *[other] Щонайменше { $count } символу. Добре підійдуть кілька не пов’язаних між собою слів; не варто брати пароль, яким ви користуєтеся деінде.
  }
password-changed = Ваш пароль змінено. Усюди, крім цього пристрою, виконано вихід.
password-failure-wrong-current = Це не ваш поточний пароль. Спробуйте ще раз.
password-failure-missing = Введіть новий пароль в обидва поля.
password-failure-different = Два нові паролі не збігаються. Введіть новий пароль в обидва поля.
password-failure-too-short = { $count ->
    [one] Новий пароль має містити щонайменше { $count } символ.
    [few] Новий пароль має містити щонайменше { $count } символи.
    [many] Новий пароль має містити щонайменше { $count } символів.
   *[other] Новий пароль має містити щонайменше { $count } символу.
  }
password-failure-too-long = { $count ->
    [one] Новий пароль може містити щонайбільше { $count } символ.
    [few] Новий пароль може містити щонайбільше { $count } символи.
    [many] Новий пароль може містити щонайбільше { $count } символів.
   *[other] Новий пароль може містити щонайбільше { $count } символу.
  }
password-failure-not-text = Новий пароль може містити лише літери, цифри, розділові знаки, символи та пробіли.
password-failure-common = Цей пароль зловмисник спробує одним із перших. Виберіть інший.

### Account: passkeys

security-passkeys = Ключі доступу
security-passkeys-count = { $count ->
    [0] У вас немає ключів доступу.
    [one] У вас { $count } ключ доступу.
    [few] У вас { $count } ключі доступу.
    [many] У вас { $count } ключів доступу.
   *[other] У вас { $count } ключа доступу.
  }
security-passkeys-change = Керувати
passkeys-heading = Ключі доступу
passkeys-about = За допомогою ключа доступу ви входите без пароля: пристрій просить відбиток пальця, обличчя або PIN-код. Ключ діє лише за цією адресою, тож підроблена сторінка не може ним скористатися.
passkeys-place-synchronised = Синхронізується між вашими пристроями
passkeys-place-device = Лише на цьому пристрої
passkeys-added = Додано
passkeys-used = Востаннє використано
passkeys-never-used = Ніколи
passkeys-name = Назва
passkeys-new-name = Назва (необов’язково)
passkeys-rename = Перейменувати
passkeys-remove = Вилучити
passkeys-add-heading = Додати ключ доступу
passkeys-add = Додати ключ доступу
passkeys-exists = На цьому пристрої вже є ключ доступу до вашого облікового запису.
passkeys-failed = Ваш пристрій не створив ключ доступу. Спробуйте ще раз або скористайтеся іншим пристроєм.
passkeys-not-in-this-browser = Цей браузер не підтримує ключів доступу.
passkeys-need-javascript = Для ключів доступу потрібен JavaScript. Усе інше працює без нього.
passkeys-not-here = За цією адресою браузери не пропонують ключів доступу: потрібні https і доменне ім’я.
passkeys-failure-not-verified = Ключ доступу не вдалося перевірити, тому його не додано. Спробуйте ще раз.
passkeys-failure-name = Введіть назву завдовжки від 1 до 64 символів.
passkeys-failure-too-many = У вас уже стільки ключів доступу, скільки може мати обліковий запис. Спершу вилучіть якийсь із них.
passkeys-was-added = Ключ доступу «{ $name }» додано. Відтепер ви можете входити з ним.
passkeys-was-renamed = Тепер ключ доступу називається «{ $name }».
passkeys-was-removed = Ключ доступу «{ $name }» вилучено. Ніхто більше не зможе ввійти з ним.

### Welcome

welcome-heading = Один обліковий запис для ваших застосунків
welcome-text = Тут ви входите один раз. Застосунки отримують ключ, який відкриває лише те, що ви дозволите, і ніколи не отримують вашого пароля.
welcome-start = Хочете скористатися застосунком? Почніть із нього: він направить вас сюди, коли йому буде потрібно знати, хто ви.
welcome-sign-in = Увійти в обліковий запис

### Continue to the application (form post)

form-post-heading = Повернення до застосунку
form-post-heading-application = Повернення до { $application }
form-post-heading-request = Зачекайте хвилинку
form-post-text = Якщо нічого не відбувається, натисніть «Продовжити».
form-post-unsafe = Адреса застосунку небезпечна, тому ми не продовжуємо.

### Errors

error-unknown-client-heading = Цей застосунок тут невідомий
error-unknown-client-text = Застосунок, який направив вас сюди, не зареєстровано на цьому сервері. Ви нічого не зробили неправильно.
error-unknown-client-advice = Повідомте тих, хто відповідає за застосунок. Спершу вони мають його зареєструвати.

error-redirect-uri-mismatch-heading = Ми не можемо повернути вас на цю адресу
error-redirect-uri-mismatch-text = Застосунок попросив направити вас на адресу, яку з ним не погоджено. Щоб захистити ваш обліковий запис, ми зупинилися тут.
error-redirect-uri-mismatch-advice = Поверніться до застосунку й спробуйте ще раз. Якщо ця сторінка з’явиться знову, повідомте тих, хто за нього відповідає.

error-bad-request-heading = Це посилання не працює
error-bad-request-text = Запит, який ми отримали, неповний або пошкоджений.
error-bad-request-advice = Поверніться до застосунку й почніть спочатку звідти.

error-session-expired-heading = Ця сторінка була відкрита надто довго
error-session-expired-text = Заради вашої безпеки така сторінка працює лише обмежений час. Нічого не змінено.
error-session-expired-advice = Відкрийте сторінку ще раз або поверніться до застосунку й почніть спочатку там.

error-cookies-missing-heading = Ваш браузер не надіслав файл cookie
error-cookies-missing-text = Для цієї сторінки потрібен файл cookie, але він не надійшов. Або ваш браузер блокує тут файли cookie, або їх видалено після того, як сторінку було відкрито. Нічого не змінено.
error-cookies-missing-advice = Дозвольте файли cookie для цього вебсайту й почніть спочатку.

error-other-browser-heading = Ця сторінка належить іншому браузеру
error-other-browser-text = Сторінку відкрито в іншому браузері, у приватному вікні або до того, як тут було видалено файли cookie. Нічого не змінено.
error-other-browser-advice = Почніть спочатку в тому браузері, яким хочете користуватися.

error-form-damaged-heading = Ця сторінка більше не працює
error-form-damaged-text = Форма містить значення, якого цей сервер не створював або більше не розпізнає. Таке буває, коли адресу обрізано або сервер налаштовано заново. Нічого не змінено.
error-form-damaged-advice = Поверніться до застосунку й почніть спочатку звідти.

error-wrong-address-heading = Ви за іншою адресою цього сервера
error-wrong-address-text = Сторінку відкрито за адресою, яку цей сервер не використовує для входу. Нічого не змінено.
error-wrong-address-advice = Скористайтеся правильною адресою. Якщо вас сюди привело посилання або застосунок, повідомте тих, хто за них відповідає.

error-request-expired-heading = Термін дії цього запиту на вхід минув
error-request-expired-text = Запит застосунку діє лише один раз і недовго. Його термін минув, або його вже використано. Нічого не змінено.
error-request-expired-advice = Поверніться до застосунку й почніть спочатку звідти.

error-other-site-heading = Ця форма надійшла з іншого вебсайту
error-other-site-text = Заради вашої безпеки ми приймаємо лише форми з наших власних сторінок. Нічого не змінено.
error-other-site-advice = Якщо ви справді хотіли це зробити, відкрийте нашу сторінку самостійно й спробуйте ще раз там.

error-access-denied-heading = У вас немає доступу
error-access-denied-text = Вашому обліковому запису не дозволено цим користуватися.
error-access-denied-advice = Попросіть тих, хто відповідає за застосунок, надати вам доступ.

error-too-many-requests-heading = Зачекайте, будь ласка
error-too-many-requests-text = За короткий час надійшло забагато запитів.
error-too-many-requests-advice = Зачекайте хвилину й спробуйте ще раз.

error-request-too-large-heading = Це забагато за один раз
error-request-too-large-text = Запит більший, ніж приймає цей сервер.
error-request-too-large-advice = Поверніться до застосунку й почніть спочатку звідти.

error-method-not-allowed-heading = Цю сторінку не можна відкрити так
error-method-not-allowed-text = Адреса правильна, але її відкрито у спосіб, для якого вона не призначена.
error-method-not-allowed-advice = Поверніться назад і скористайтеся кнопками на сторінці.

error-not-found-heading = Тут немає сторінки
error-not-found-text = Можливо, в адресі помилка або сторінку переміщено.
error-not-found-advice = Перевірте адресу або поверніться туди, звідки прийшли.

error-server-error-heading = Щось пішло не так на нашому боці
error-server-error-text = Це наша помилка, а не ваша. Ті, хто відповідає за цей сервер, можуть побачити, що сталося.
error-server-error-advice = Спробуйте, будь ласка, ще раз за мить. Якщо це повторюватиметься, передайте їм наведений нижче довідковий код.

error-unavailable-heading = Ми скоро повернемося
error-unavailable-text = Сервер перевантажений або на обслуговуванні. Нічого не змінено.
error-unavailable-advice = Спробуйте, будь ласка, ще раз за хвилину.

error-start-again = Почати спочатку
error-right-address = До правильної адреси
error-reference = Довідковий код
error-developers = Для розробників
error-developer-error = Код помилки
error-developer-check = Непройдена перевірка
error-developer-expected = Очікувалося
error-developer-in-log = Це є в журналі сервера, у рядку з цим довідковим кодом.
error-developer-seen = Отримано
error-developer-nothing = (нічого)

### Forgotten password, registration and links from mails

login-forgot = Забули пароль?
login-sign-up = Створити обліковий запис
forgot-heading = Забули пароль?
forgot-text = Введіть ім’я користувача або адресу електронної пошти. Якщо такий обліковий запис є, ми надішлемо лист із посиланням для вибору нового пароля.
forgot-failure-incomplete = Введіть ім’я користувача або адресу електронної пошти.
sign-up-heading = Створення облікового запису
sign-up-text = Введіть адресу електронної пошти. Ми надішлемо вам лист, щоб продовжити.
sign-up-address = Адреса електронної пошти
sign-up-terms = Я приймаю умови використання
sign-up-terms-link = Прочитати умови використання
sign-up-failure-incomplete = Введіть адресу електронної пошти.
sign-up-failure-not-an-address = Введіть одну адресу електронної пошти на зразок name@example.org.
sign-up-failure-domain = З адресою в цьому домені не можна створити обліковий запис самостійно. Попросіть запрошення в тих, хто відповідає за цей сервер.
sign-up-failure-terms = Щоб створити обліковий запис, потрібно прийняти умови використання.
ask-mail-submit = Надіслати лист
ask-mail-failure-too-many = Надійшло забагато запитів на листи. Зачекайте { $wait } і спробуйте ще раз. Можливо, лист потрапив до папки «Спам».
mail-sign-in-heading = Вхід через електронну пошту
mail-sign-in-explanation = Введіть ім’я користувача або адресу електронної пошти. Якщо такий обліковий запис є, ми надішлемо лист із посиланням і кодом.
mail-sign-in-confirm = Натисніть кнопку, щоб увійти як { $address }.

reset-heading = Виберіть новий пароль
reset-mail-sent = Якщо обліковий запис із таким іменем є, ми надіслали лист. Відкрийте посилання з нього або введіть код із нього тут. Це може тривати кілька хвилин; перевірте також папку «Спам».
register-heading = Завершення реєстрації
register-mail-sent = Ми надіслали лист. Відкрийте посилання з нього або введіть код із нього тут. Це може тривати кілька хвилин; перевірте також папку «Спам».
register-name = Ваше ім’я
invite-heading = Прийміть запрошення
choose-password-label = Новий пароль
choose-password-hint = Мінімальна кількість символів: { $count }. Кілька не пов’язаних між собою слів легко запам’ятати й важко вгадати.
choose-password-submit = Зберегти й увійти
choose-password-failure-incomplete = Заповніть усі поля.
choose-password-failure-too-short = Мінімальна кількість символів у паролі: { $count }.
choose-password-failure-too-long = Пароль може містити щонайбільше 256 символів.
choose-password-failure-not-text = Пароль може містити лише літери, цифри, розділові знаки та пробіли.
choose-password-failure-like-account = Цей пароль надто схожий на ваше ім’я, вашу адресу або назву цієї служби.
choose-password-failure-common = Цей пароль відомий тим, хто вгадує паролі. Виберіть інший.
mail-code-label = Код із листа
mail-failure-wrong-code = Це не код із листа. Перевірте його й спробуйте ще раз; після п’яти спроб він більше не діятиме.
mail-send-again = Запросити новий лист

verify-heading = Підтвердьте адресу електронної пошти
verify-text = { $address } – це ваша адреса?
change-address-heading = Підтвердьте нову адресу електронної пошти
change-address-text = Використовувати { $address } для вашого облікового запису?
confirm-mail-sent = Ми надіслали лист. Відкрийте посилання з нього або введіть код із нього тут.
link-gone-heading = Це посилання більше не працює
link-gone-text = Його вже використано, воно застаріло або його частини бракує. Нічого не змінено. Ви можете запросити нове.
invitation-gone-text = Запрошення вже використано, воно застаріло або бракує частини посилання. Якщо у вас є обліковий запис, увійдіть. Якщо немає, попросіть нове запрошення в людини, яка вас запросила.
mail-other-browser-heading = Відкрийте це посилання в іншому браузері
mail-other-browser-text = Заради вашої безпеки це посилання працює лише в тому браузері, у якому ви його запросили. Відкрийте його там або введіть там код із листа.
address-verified-heading = Вашу адресу електронної пошти підтверджено
address-verified-text = Дякуємо.
address-changed-heading = Вашу адресу електронної пошти змінено
address-changed-text = Відтепер листи надходитимуть на вашу нову адресу.
address-taken-heading = Цю адресу не можна використати
address-taken-text = Адреса належить іншому обліковому запису. Нічого не змінено.
mail-off-heading = Цей сервер не надсилає листів
mail-off-text = Зверніться до тих, хто відповідає за цей сервер: вони можуть дати вам посилання для вибору нового пароля.
sign-up-off-heading = Реєстрацію вимкнено
sign-up-off-text = Попросіть обліковий запис у тих, хто відповідає за цей сервер.

account-email-none = У вашому обліковому записі немає адреси електронної пошти.
account-email-verify = Надіслати лист для підтвердження цієї адреси
account-email-new = Нова адреса електронної пошти
account-email-about = Ми надішлемо лист на нову адресу. Нічого не зміниться, доки ви не відкриєте посилання з нього або не введете код із нього. На стару адресу надійде сповіщення.
account-email-off = Цей сервер не надсилає листів, тому змінити адресу тут не можна. Зверніться до тих, хто за нього відповідає.
account-email-failure-same = Це вже ваша адреса.
account-email-change = Змінити

### Mails

mail-greeting = Вітаємо, { $account }.
mail-greeting-unknown = Вітаємо.
mail-lifetime = Посиланням можна скористатися один раз, воно діє { $time }.
mail-code = Або введіть цей код на сторінці, яка його просить:
mail-link-plain = Якщо кнопка не працює, скопіюйте цю адресу в браузер:
mail-go-to-sign-in = До сторінки входу

mail-test-subject = Тестовий лист від { $host }
mail-test-text = Це перевірка. { $host } може надсилати листи на цю адресу.

mail-reset-subject = Виберіть новий пароль для { $host }
mail-reset-text = Хтось попросив змінити пароль вашого облікового запису на { $host }. Якщо це були ви, відкрийте посилання.
mail-reset-action = Вибрати новий пароль
mail-reset-closing = Якщо це були не ви, нічого не робіть: ваш пароль залишиться без змін. Нікому не передавайте це посилання й цей код.

mail-verify-subject = Підтвердьте адресу електронної пошти для { $host }
mail-verify-text = Підтвердьте, будь ласка, що ця адреса електронної пошти належить вам.
mail-verify-action = Підтвердити цю адресу
mail-verify-closing = Якщо у вас немає тут облікового запису, нічого не робіть.

mail-change-subject = Підтвердьте нову адресу електронної пошти для { $host }
mail-change-text = Хтось попросив використовувати цю адресу електронної пошти для облікового запису на { $host }. Якщо це були ви, відкрийте посилання.
mail-change-action = Використати цю адресу
mail-change-closing = Якщо це були не ви, нічого не робіть: нічого не зміниться.

mail-address-taken-subject = Ваша адреса електронної пошти на { $host }
mail-address-taken-text = Хтось, хто ввійшов в інший обліковий запис на { $host }, намагався використати цю адресу електронної пошти. Вона належить вашому обліковому запису, тому нічого не змінилося.

mail-register-subject = Завершіть реєстрацію на { $host }
mail-register-text = Хтось почав реєструватися на { $host } із цією адресою електронної пошти. Якщо це були ви, відкрийте посилання.
mail-register-action = Продовжити
mail-register-closing = Якщо це були не ви, нічого не робіть: обліковий запис не буде створено.

mail-registered-subject = У вас уже є обліковий запис на { $host }
mail-registered-text = Хтось почав реєструватися на { $host } із цією адресою електронної пошти, але у вас уже є обліковий запис. Якщо це були ви, увійдіть. Якщо ви забули пароль, виберіть новий на сторінці входу.

mail-invite-subject = Вас запрошено на { $host }
mail-invite-text = Вас запрошено створити обліковий запис на { $host }.
mail-invite-action = Прийняти запрошення
mail-invite-closing = Якщо вам не потрібен обліковий запис, нічого не робіть.

mail-sign-in-subject = Ваш вхід на { $host }
mail-sign-in-text = Хтось попросив увійти у ваш обліковий запис на { $host }. Якщо це були ви, відкрийте посилання в тому самому браузері.
mail-sign-in-action = Увійти
mail-sign-in-closing = Якщо це були не ви, нічого не робіть. Нікому не передавайте це посилання й цей код.

mail-password-changed-subject = Ваш пароль для { $host } змінено
mail-password-changed-text = Пароль вашого облікового запису на { $host } змінено.
mail-address-changed-subject = Вашу адресу електронної пошти на { $host } змінено
mail-address-changed-text = Адресу електронної пошти вашого облікового запису на { $host } змінено.
mail-new-device-subject = Новий вхід на { $host }
mail-new-device-text = Ваш обліковий запис на { $host } використано в браузері, якого ми не знали.
mail-factor-added-subject = Новий спосіб входу на { $host }
mail-factor-added-text = До вашого облікового запису на { $host } додано спосіб входу.
mail-factor-removed-subject = Спосіб входу на { $host } вилучено
mail-factor-removed-text = З вашого облікового запису на { $host } вилучено спосіб входу.
mail-fact-factor = Спосіб
mail-fact-time = Час
mail-fact-network-address = Мережева адреса
mail-fact-device = Браузер
mail-not-me = Якщо це були ви, нічого не робіть. Якщо не ви, негайно виберіть новий пароль. Це завершить усі сеанси.
mail-not-me-action = Це не я

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Отримати код електронною поштою
mail-sign-in-sent = Якщо є обліковий запис із таким іменем і підтвердженою адресою електронної пошти, лист уже в дорозі. Введіть тут код із нього або відкрийте посилання з нього в цьому браузері. Це може тривати кілька хвилин; перевірте також папку «Спам».
mail-sign-in-other-way = Увійти в інший спосіб
second-step-mail-code = Лист із кодом прямує на адресу електронної пошти вашого облікового запису. Це може тривати кілька хвилин; перевірте також папку «Спам».
second-step-mail-to-send = Ми надішлемо лист із кодом на адресу електронної пошти вашого облікового запису.
second-step-use-mail-code = Код з електронної пошти
second-step-trust = Не запитувати на цьому пристрої { $time }
second-step-trust-hint = Вибирайте це лише на пристрої, яким не користується ніхто, крім вас. Скасувати це можна на сторінці облікового запису в розділі «Пристрої».
trusted-heading = Довірені пристрої
trusted-text = Коли ви входите в цих браузерах, додатковий крок підтвердження не потрібен.
trusted-since = Довірений від
trusted-last-used = Востаннє використано
trusted-until = До
trusted-forget = Знову запитувати на цьому пристрої
trusted-forgotten = На тому пристрої знову буде потрібен додатковий крок підтвердження.
event-device-trusted = Ви вимкнули додатковий крок підтвердження на одному з пристроїв.
event-device-forgotten = Ви знову ввімкнули додатковий крок підтвердження на одному з пристроїв.
mail-code-alone = Введіть цей код на сторінці, яка його просить:
mail-code-lifetime = Кодом можна скористатися один раз, він діє { $time }.
mail-confirm-subject = Ваш код для { $host }
mail-confirm-text = Хтось входить у ваш обліковий запис на { $host }. Якщо це ви, введіть код.
mail-confirm-closing = Якщо це не ви, виберіть новий пароль: ваш комусь відомий. Нікому не передавайте цей код.
sign-up-failure-reserved = З цією адресою ніхто не може створити обліковий запис самостійно. Попросіть запрошення в тих, хто відповідає за цей сервер.
logged-out-provider-text = Ви входили через { $provider }. Ваш сеанс там триває.
logged-out-provider = Вийти також із { $provider }
logged-out-provider-failed = Не вдалося завершити звідси ваш сеанс у { $provider }. Вийдіть там самостійно.
profile-required = { $name } (обов’язково)
profile-not-set = Не вказано
profile-yes = Так
profile-no = Ні
profile-hint-list = По одному запису в рядку.
profile-hint-number = Число, наприклад 7 або 1.5
profile-hint-required = Заповніть це поле.
account-switch = Перемкнути обліковий запис
accounts-heading = Облікові записи в цьому браузері
accounts-signed-out = Вихід виконано
accounts-sign-out-of = Вийти з облікового запису { $account }
accounts-sign-out-this = Вийти з цього облікового запису
accounts-sign-out-all = Вийти з усіх облікових записів у цьому браузері
logged-out-others = В інших облікових записах у цьому браузері вихід ще не виконано.
logged-out-accounts = Показати інші облікові записи
no-access-heading = Немає доступу
no-access-text = Цьому обліковому запису не дозволено користуватися { $application }.
no-access-ask = Якщо вам потрібен доступ, зверніться до тих, хто відповідає за цю службу.
login-keep = Не виходити на цьому пристрої
no-access-network = Вам не дозволено користуватися { $application } з цієї мережі.
second-step-passkey = Скористайтеся ключем доступу цього облікового запису. Пристрій попросить відбиток пальця, обличчя або PIN-код.
second-step-failure-passkey = Цей ключ доступу не спрацював. Спробуйте ще раз або в інший спосіб.
second-step-passkey-was-added = Ваш ключ доступу додано. Скористайтеся ним зараз, щоб продовжити.
authenticator-use-passkey = Додати натомість ключ доступу
sign-in-passkey-reason = Щоб увійти тут, самого пароля замало. Додайте зараз ключ доступу.
sign-in-passkey-reason-application = { $application } під час входу просить більше, ніж пароль. Додайте зараз ключ доступу.
sign-in-passkey-use-authenticator = Додати натомість застосунок для автентифікації
passkey-offer-heading = Наступного разу ввійти без пароля?
passkey-offer-not-now = Не зараз
passkey-offer-later = Якщо вибрати «Не зараз», ми більше не запитуватимемо. Ви можете будь-коли додати ключ доступу на сторінці свого облікового запису.
event-passkey-offer-declined = Ви відмовилися від ключа доступу.
passkeys-failure-model = Тут приймають лише певні ключі безпеки, а цей пристрій не довів, що він один із них. Скористайтеся ключем безпеки вашої організації та дозвольте браузеру показати його марку й модель.
account-menu-data = Ваші дані
account-about-data = Завантажте все, що ми зберігаємо про вас, або видаліть обліковий запис.
data-export-heading = Завантаження ваших даних
data-export-text = Усе, що цей сервер зберігає про вас: ваш профіль, способи входу, пристрої, застосунки та активність. Паролів, ключів і кодів там немає.
data-export-html = Завантажити для читання (HTML)
data-export-json = Завантажити для програм (JSON)
data-deletion-text = Усюди буде виконано вихід. Протягом 14 днів ви можете передумати; після цього обліковий запис зникне назавжди.
data-deletion-open = Видалити цей обліковий запис
deletion-heading = Видалення облікового запису
deletion-text = Якщо ви видалите обліковий запис:
deletion-sessions = { $count ->
    [1] на цьому пристрої буде виконано вихід
    [one] буде виконано вихід на { $count } пристрої, зокрема й на цьому
    [few] буде виконано вихід на { $count } пристроях, зокрема й на цьому
    [many] буде виконано вихід на { $count } пристроях, зокрема й на цьому
   *[other] буде виконано вихід на { $count } пристрою, зокрема й на цьому
  }
deletion-applications = { $count ->
    [0] жоден застосунок не має доступу до вашого облікового запису
    [one] { $count } застосунок втратить доступ
    [few] { $count } застосунки втратять доступ
    [many] { $count } застосунків втратять доступ
   *[other] { $count } застосунку втратять доступ
  }
deletion-day = { $day } усе про вас на цьому сервері буде видалено назавжди
deletion-return = Якщо до цього дня ви передумаєте, увійдіть і виберіть збереження облікового запису.
deletion-export = Спершу ви можете завантажити свої дані:
deletion-submit = Видалити мій обліковий запис
deletion-requested-heading = Ваш обліковий запис буде видалено
deletion-requested-text = Усюди виконано вихід. Ваш обліковий запис буде видалено { $day }.
deletion-requested-mail = Ми надіслали вам лист про це.
keep-account-heading = Зберегти обліковий запис?
keep-account-text = Цей обліковий запис буде видалено { $day }, бо ви про це попросили. Вхід буде виконано, лише якщо ви вирішите його зберегти.
keep-account-keep = Зберегти мій обліковий запис
keep-account-delete = Видалити, як заплановано
event-data-exported = Ви завантажили свої дані.
event-deletion-requested = Ви попросили видалити ваш обліковий запис.
event-deletion-requested-by-other = Адміністратор позначив ваш обліковий запис для видалення.
event-deletion-cancelled = Ви зберегли свій обліковий запис.
event-deletion-cancelled-by-other = Адміністратор скасував видалення вашого облікового запису.
mail-deletion-requested-subject = Ваш обліковий запис на { $host } буде видалено
mail-deletion-requested-text = Хтось, хто ввійшов у ваш обліковий запис на { $host }, попросив видалити його. До дня, указаного нижче, ви можете ввійти й зберегти його.
mail-deletion-cancelled-subject = Ваш обліковий запис на { $host } збережено
mail-deletion-cancelled-text = Ваш обліковий запис на { $host } мало бути видалено. Хтось увійшов у нього й зберіг його.
mail-fact-deletion = Дата видалення
export-heading = Дані про { $account }
export-text = Усе, що { $host } зберігає про цей обліковий запис, станом на { $time }. Паролів, ключів і кодів тут немає.
export-nothing = Нічого.
export-account = Обліковий запис
export-sign-in = Вхід
export-sessions = Пристрої
export-consents = Що ви дозволили застосункам
export-grants = Доступ застосунків
export-mail-links = Посилання з листів, які ще діють
export-events = Активність
export-email-verified = Адресу електронної пошти підтверджено
export-phone-number-verified = Номер телефону підтверджено
export-granted-roles = Надані ролі
export-disabled = Вимкнено
export-created-at = Створено
export-updated-at = Змінено
export-password-set = Пароль задано
export-passkey = Ваш ключ доступу
export-linked-account = Зв’язаний обліковий запис
export-failed-sign-ins = Невдалі спроби входу
export-failures-forgotten = Через скільки днів невдалі спроби входу більше не враховуються
export-methods = Способи
export-expires-at = Закінчується
export-client-id = Ідентифікатор застосунку
export-application = Застосунок
export-scope = Обсяг доступу
export-allowed-at = Дозволено
export-audiences = Отримувачі
export-purpose = Призначення
export-kind = Вид
export-by = Ким
export-changed = Зміна
export-provider = Постачальник
export-provider-subject = Обліковий запис у постачальника
export-last-used-at = Востаннє використано
export-synchronised = Синхронізовано
export-left = Залишилося
password-failure-breached = Цей пароль є в списку паролів, викрадених з інших служб. Зловмисники пробують такі найперше. Виберіть тут інший і змініть цей усюди, де ще ним користуєтеся.
picture-change = Змінити зображення
picture-alt = Ваше зображення
picture-none = У вас немає зображення.
picture-elsewhere = Ваше зображення зберігається на іншому сервері.
picture-file = Нове зображення
picture-hint = PNG, JPEG або WebP, щонайбільше 8 МБ. Ми зберігаємо квадрат посередині й нічого з того, що файл містить про місце, час або камеру. Застосунки, які бачать ваш профіль, бачать і зображення, як і кожен, хто має його адресу.
picture-upload = Зберегти зображення
picture-remove = Вилучити зображення
picture-saved = Ваше зображення збережено.
picture-removed = Ваше зображення вилучено.
picture-failure-missing = Спершу виберіть файл.
picture-failure-too-large = Цей файл завеликий. Зображення може мати щонайбільше 8 МБ.
picture-failure-too-many-pixels = У цьому зображенні забагато пікселів. Дозволено щонайбільше 10 000 на кожній стороні та 50 мільйонів загалом.
picture-failure-format = Цей файл не є зображенням PNG, JPEG або WebP.
picture-failure-damaged = Це зображення пошкоджене. Відкрийте його в іншій програмі та збережіть ще раз.
picture-failure-busy = Зараз зберігається забагато зображень. Спробуйте ще раз за мить.
terms-heading = Умови використання змінилися
terms-text = Прочитайте, будь ласка, умови використання версії { $version } і прийміть їх, щоб продовжити.
terms-decline = Я їх не приймаю
event-terms-accepted = Ви прийняли умови використання.
event-claims-previewed = Адміністратор переглянув, які дані про вас отримує застосунок: { $application }
export-accepted-terms = Прийняті умови використання

### Terms at the first sign-in

terms-heading-first = Прийміть умови використання

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Нові коди відновлення на { $host }
mail-recovery-codes-made-text = Для вашого облікового запису на { $host } створено нові коди відновлення. Старі перестали діяти.
mail-recovery-code-used-subject = Код відновлення на { $host } використано
mail-recovery-code-used-text = Один із ваших кодів відновлення використано для входу до вашого облікового запису на { $host }.
mail-account-linked-subject = Обліковий запис зв’язано на { $host }
mail-account-linked-text = Обліковий запис іншого постачальника зв’язано з вашим обліковим записом на { $host }. Через нього можна входити.
mail-account-unlinked-subject = Зв’язок з обліковим записом скасовано на { $host }
mail-account-unlinked-text = Скасовано зв’язок вашого облікового запису на { $host } з обліковим записом іншого постачальника. Через нього більше не можна входити.

### Places of addresses, and the way to the console

place-estimated = { $place } (приблизно)
mail-fact-place = Місце
account-console = Адміністрування
account-about-console = Користувачі, застосунки й налаштування сервера.
