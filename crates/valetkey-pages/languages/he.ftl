# Every message of every page, in Hebrew. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = שגיאה: { $page }
continue = המשך
cancel = ביטול
signed-in-as = החשבון המחובר: { $account }
opens-in-a-new-tab = (נפתח בכרטיסייה חדשה)
duration-seconds = { $count ->
    [one] שנייה אחת
    [two] שתי שניות
   *[other] { $count } שניות
  }
duration-minutes = { $count ->
    [one] דקה אחת
    [two] שתי דקות
   *[other] { $count } דקות
  }
duration-hours = { $count ->
    [one] שעה אחת
    [two] שעתיים
   *[other] { $count } שעות
  }
duration-days = { $count ->
    [one] יום אחד
    [two] יומיים
   *[other] { $count } ימים
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = ממש עכשיו
moment-minutes = { $count ->
    [one] לפני דקה
    [two] לפני שתי דקות
   *[other] לפני { $count } דקות
  }
moment-hours = { $count ->
    [one] לפני שעה
    [two] לפני שעתיים
   *[other] לפני { $count } שעות
  }
moment-days = { $count ->
    [one] לפני יום
    [two] לפני יומיים
   *[other] לפני { $count } ימים
  }
moment-date = { $day } ב{ $month } { $year }
moment-exact = { $date }, { $time } UTC
month-1 = ינואר
month-2 = פברואר
month-3 = מרץ
month-4 = אפריל
month-5 = מאי
month-6 = יוני
month-7 = יולי
month-8 = אוגוסט
month-9 = ספטמבר
month-10 = אוקטובר
month-11 = נובמבר
month-12 = דצמבר
language-label = שפה
language-submit = שינוי
footer-support = עזרה
footer-privacy = מדיניות הפרטיות
footer-terms = תנאי השירות

### Sign in

login-heading = כניסה
login-heading-application = כניסה אל { $application }
login-username = שם משתמש או אימייל
login-password = סיסמה
login-submit = כניסה
login-use-passkey = שימוש במפתח גישה
login-failure-passkey = לא ניתן היה להיכנס באמצעות מפתח הגישה הזה. אפשר להשתמש במפתח אחר או להיכנס באמצעות הסיסמה.
login-reason-fresh-sign-in = האפליקציה מבקשת להזין שוב את הסיסמה, אף שכבר נכנסת לחשבון.
login-reason-session-too-old = עבר זמן מה מאז שנכנסת לחשבון. האפליקציה מבקשת לאמת שוב את זהותך.
login-reason-another-account = יש להיכנס לחשבון שבו רוצים להשתמש.
login-reason-confirm-change = כדי לשנות את החשבון יש לאמת שוב את זהותך, כי עברו יותר מחמש דקות מאז שנכנסת.
login-reason-second-step = נדרש כאן שלב אימות נוסף. תחילה יש להזין את הסיסמה.
login-failure-wrong-credentials = שם המשתמש או הסיסמה שגויים. יש לבדוק את שניהם ולנסות שוב.
login-failure-incomplete = יש להזין גם שם משתמש וגם סיסמה.
login-failure-too-many-attempts = היו יותר מדי ניסיונות כושלים. יש להמתין { $wait } ולנסות שוב. עד אז לא תיבדק אף סיסמה, גם לא הנכונה.
login-failure-expired = הדף הזה היה פתוח זמן רב מדי. יש להזין שוב את הסיסמה.
login-failure-busy = יותר מדי אנשים נכנסים כרגע. כדאי לנסות שוב בעוד רגע.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = או
login-provider = כניסה באמצעות { $provider }
login-provider-cancelled = ביטלת את הכניסה באמצעות { $provider }. אפשר לנסות שוב או להיכנס בדרך אחרת.
login-provider-unreachable = אין כרגע תגובה מ־{ $provider }. אפשר לנסות שוב בעוד דקה או להיכנס בדרך אחרת.
login-provider-failed = הכניסה באמצעות { $provider } לא הצליחה. אפשר לנסות שוב או להיכנס בדרך אחרת.
login-provider-not-set-up = הכניסה באמצעות { $provider } לא הוגדרה כאן כראוי. יש להיכנס בדרך אחרת ולעדכן את הנהלת המערכת.
login-provider-not-offered = כבר אי אפשר להיכנס כאן באמצעות { $provider }. יש להיכנס בדרך אחרת.
login-provider-not-linked = אף חשבון כאן לא מקושר לחשבון { $provider } הזה. יש להיכנס בדרך אחרת, ואז לקשר אותו בדף החשבון.
login-provider-not-allowed = אי אפשר להיכנס כאן באמצעות חשבון { $provider } הזה.
login-provider-link-after-sign-in = כדי להשתמש כאן בחשבון { $provider } הזה, יש להיכנס פעם אחת לחשבון שלך. לאחר מכן אפשר יהיה להיכנס באמצעות { $provider }.
login-provider-address-is-known = יש כאן חשבון עם כתובת האימייל של חשבון { $provider } שלך. יש להיכנס אליו פעם אחת. לאחר מכן אפשר יהיה להיכנס באמצעות { $provider }.

### Second step

second-step-heading = אימות זהותך
second-step-account = כניסה בתור { $account }
second-step-authenticator = יש לפתוח את אפליקציית האימות ולהזין את הקוד שמוצג בה עבור החשבון הזה.
second-step-authenticator-label = קוד בן שש ספרות
second-step-recovery-code = יש להזין אחד מקודי השחזור. כל קוד תקף לשימוש אחד.
second-step-recovery-code-label = קוד שחזור
second-step-submit = המשך
second-step-other-ways = דרכים אחרות
second-step-use-authenticator = שימוש באפליקציית האימות
second-step-use-recovery-code = שימוש בקוד שחזור
second-step-restart = שימוש בחשבון אחר
second-step-reason = כבר נכנסת לחשבון. הדף הזה דורש שלב אימות נוסף.
second-step-reason-application = כבר נכנסת לחשבון. האפליקציה { $application } דורשת שלב אימות נוסף.
second-step-failure-wrong-code = הקוד שגוי, פג תוקפו או שכבר נעשה בו שימוש. יש להזין קוד חדש.
second-step-failure-incomplete = יש להזין את הקוד.
second-step-failure-too-many-attempts = היו יותר מדי ניסיונות כושלים. יש להמתין { $wait } ולנסות שוב. עד אז לא ייבדק אף קוד, גם לא הנכון.
second-step-failure-expired = הדף הזה נשלח יותר מדי פעמים. יש להזין שוב את הקוד.

authenticator-heading = אפליקציית אימות
authenticator-reason = כדי להיכנס כאן נדרש שלב אימות נוסף. יש להוסיף עכשיו אפליקציית אימות.
authenticator-reason-application = האפליקציה { $application } דורשת שלב אימות נוסף בכניסה. יש להוסיף עכשיו אפליקציית אימות.
authenticator-step-app = פותחים אפליקציית אימות בטלפון. אם אין אפליקציה כזו, מתקינים אחת: כל אפליקציה לקודים חד־פעמיים מתאימה.
authenticator-step-scan = סורקים את התמונה הזו באמצעות האפליקציה.
authenticator-qr = קוד QR עם המפתח לאפליקציית האימות
authenticator-type-key = הקלדת המפתח במקום סריקה
authenticator-key = מפתח
authenticator-account = חשבון
authenticator-step-code = מזינים את הקוד שמוצג כרגע באפליקציה. מרגע זה האפליקציה פעילה.
authenticator-confirm = הוספת האפליקציה
authenticator-wrong-code = הקוד הזה לא מתאים. יש לבדוק שהשעון בטלפון מכוון, ולהזין את הקוד שמוצג כרגע באפליקציה.
authenticator-added = הוגדרה אפליקציית אימות. אחרי הסיסמה יש להזין את הקוד מהאפליקציה.
authenticator-remove-text = כדי להשתמש בטלפון אחר, יש להסיר את האפליקציה ולהוסיף אותה מחדש בטלפון ההוא. עדיין אפשר להיכנס באמצעי האימות הנוספים האחרים.
authenticator-remove-with-codes = כדי להשתמש בטלפון אחר, יש להסיר את האפליקציה ולהוסיף אותה מחדש בטלפון ההוא. עד אז הסיסמה לבדה תספיק לכניסה, וקודי השחזור יפסיקו לפעול.
authenticator-remove = הסרת האפליקציה
authenticator-notice-added = אפליקציית האימות נוספה.
authenticator-notice-removed = אפליקציית האימות הוסרה.

recovery-codes-heading = קודי שחזור
recovery-codes-text = קוד שחזור מאפשר להיכנס כשהטלפון לא בהישג יד. כל קוד תקף לשימוש אחד.
recovery-codes-left = { $count ->
    [one] נותר לך קוד שחזור אחד.
    [two] נותרו לך שני קודי שחזור.
   *[other] נותרו לך { $count } קודי שחזור.
  }
recovery-codes-few = כדאי ליצור קודים חדשים לפני שייגמרו.
recovery-codes-make-text = קודים חדשים יחליפו את הישנים, שיפסיקו לפעול.
recovery-codes-make = יצירת קודים חדשים
recovery-codes-none = אין לך קודי שחזור. מקבלים אותם כשמוסיפים לראשונה אמצעי אימות נוסף, כמו אפליקציית אימות.
recovery-codes-new-heading = שמירת קודי השחזור
recovery-codes-new-text = קוד שחזור מאפשר להיכנס גם אם הטלפון אבד. כל קוד תקף לשימוש אחד. הקודים מוצגים רק עכשיו: יש להוריד או להדפיס אותם ולשמור אותם במקום בטוח.
recovery-codes-account = חשבון: { $account }
recovery-codes-print = כדי להדפיס את הדף הזה, יש להשתמש בתפריט הדפדפן.
recovery-codes-download = הורדה כטקסט
recovery-codes-saved = שמרתי אותם

### Signed in already

signed-in-heading = כבר נכנסת לחשבון
signed-in-account = מעבר לחשבון שלך

### Account chooser

chooser-heading = בחירת חשבון
chooser-heading-application = בחירת חשבון לשימוש עם { $application }
chooser-text = כבר נכנסת לחשבון בדפדפן הזה.
chooser-continue-as = המשך בתור { $account }
chooser-another = שימוש בחשבון אחר

### Consent

consent-heading = לאשר לאפליקציה { $application } גישה לחשבון שלך?
consent-title = אישור גישה
consent-list = באישורך, האפליקציה { $application } תוכל:
consent-writing = היא תוכל גם לבצע שינויים בשמך:
consent-offline = והיא תשמור את הגישה הזו:
consent-return = לאחר מכן תתבצע חזרה אל { $host }
consent-remembered = האישור יישמר כדי שלא נבקש אותו בכל פעם. אפשר לבטל אותו בכל עת בדף החשבון.
consent-allow = אישור
consent-deny = דחייה
consent-policy = מדיניות הפרטיות
consent-terms = תנאי השירות

scope-openid = לאמת את זהותך בעת הכניסה
scope-profile = לראות את שמך ואת שאר פרטי הפרופיל הבסיסיים
scope-email = לראות את כתובת האימייל שלך ואם היא אומתה
scope-address = לראות את כתובת הדואר שלך
scope-phone = לראות את מספר הטלפון שלך ואם הוא אומת
scope-roles = לראות אילו תפקידים יש לך כאן
scope-groups = לראות לאילו קבוצות החשבון שלך שייך
scope-offline-access = לשמור את הגישה הזו גם בהיעדרך, עד שתבוטל על ידך
scope-other = להשתמש בהרשאה הזו:

### Sign out

logout-heading = לצאת מהחשבון?
logout-text = תתבצע כאן יציאה מהחשבון. אפליקציות שפתחת עם החשבון הזה יקבלו על כך הודעה, אם הן תומכות בכך.
logout-text-application = האפליקציה { $application } מבקשת שתתבצע יציאה מהחשבון. אפליקציות אחרות שפתחת עם החשבון הזה יקבלו על כך הודעה, אם הן תומכות בכך.
logout-missing-return = האפליקציה מסרה כתובת לחזרה, אבל לא ידוע לנו שהכתובת שייכת לה. אחרי היציאה מהחשבון יוצג הדף שלנו.
logout-submit = יציאה
logout-stay = להישאר בחשבון

logged-out-heading = יצאת מהחשבון
logged-out-text = הדפדפן הזה כבר לא מחובר כאן לחשבון.
logged-out-missing-return = האפליקציה מסרה כתובת לחזרה, אבל לא ידוע לנו שהכתובת שייכת לה. לכן מוצג כאן הדף שלנו. היציאה מהחשבון בוצעה בכל זאת.
logged-out-told-list = אפליקציות
logged-out-told = נמסרה הודעה על היציאה
logged-out-not-told = לא ניתן היה ליצור קשר – יש לסגור את האפליקציה או לצאת בה מהחשבון
logged-out-return = חזרה אל { $application }
logged-out-return-unnamed = חזרה לאפליקציה
logged-out-sign-in = כניסה מחדש

### Account

account-heading = החשבון שלך
account-menu = חשבון
account-menu-overview = סקירה כללית
account-menu-security = אבטחה
account-menu-devices = מכשירים
account-menu-apps = אפליקציות
account-menu-activity = פעילות
account-about-activity = מה קרה בחשבון שלך.
account-menu-profile = פרופיל
account-about-profile = המידע עליך ששמור בחשבון.
account-about-security = איך נכנסים לחשבון.
account-about-devices = היכן נכנסת לחשבון.
account-about-apps = אילו אפליקציות יכולות להשתמש בחשבון שלך, ומה כל אחת יכולה לעשות.
account-username = שם משתמש
account-email = אימייל
account-email-verified = אומת
account-email-unverified = לא אומת
account-applications-heading = אפליקציות עם גישה
account-applications-count = { $count ->
    [one] אפליקציה אחת יכולה להשתמש בחשבון שלך.
    [two] שתי אפליקציות יכולות להשתמש בחשבון שלך.
   *[other] { $count } אפליקציות יכולות להשתמש בחשבון שלך.
  }
account-applications-none = לאף אפליקציה אין גישה לחשבון שלך. אפליקציה שתקבל אישור תופיע כאן.
account-application-can = האפליקציה { $application } יכולה:
account-withdraw = ביטול הגישה
account-withdrawn = לאפליקציה { $application } אין עוד גישה לחשבון שלך. ייתכן שיעבור זמן מה עד ששירותים שהיא משתמשת בהם בשמך יבחינו בכך.
account-sign-out = יציאה

### Account: profile

profile-text = אפליקציות רואות את הפרטים האלה רק באישורך. אפשר להשאיר ריק כל מה שלא רוצים למסור.
profile-save = שמירה
profile-saved = הפרופיל נשמר.
profile-failure-wrong-values = עדיין לא נשמר דבר. יש לתקן את הפרטים המסומנים.
profile-failure-changed = החשבון שלך השתנה בינתיים, ולכן לא נשמר דבר. אלה הפרטים הנוכחיים.
profile-hint-text = הטקסט ארוך מדי, או שיש בו תווים שאי אפשר לראות.
profile-hint-web = כתובת אינטרנט כמו https://example.org/ada
# U+2068 and U+2069 around the date keep its direction.
profile-hint-birthdate = שנה, חודש ויום, כמו { "\u2068" }1815-12-10{ "\u2069" }. כדי לא לציין את השנה, יש לרשום במקומה 0000.
profile-hint-zoneinfo = אזור זמן כמו Asia/Jerusalem
profile-hint-locale = שפה כמו he או pt-BR
profile-hint-phone = קודם הסימן + וקידומת המדינה, ואחריהם המספר

### Account: security

security-password = סיסמה
security-password-set = הוגדרה סיסמה.
security-password-none = לא הוגדרה סיסמה.
security-password-change = שינוי
security-password-add = הגדרת סיסמה
security-authenticator = אפליקציית אימות
security-authenticator-on = הוגדרה אפליקציית אימות.
security-authenticator-off = לא הוגדרה אפליקציית אימות.
security-add = הוספה
security-change = שינוי
security-recovery-codes = קודי שחזור
security-recovery-codes-on = יש לך קודי שחזור.
security-recovery-codes-off = מקבלים אותם כשמוסיפים לראשונה אמצעי אימות נוסף.
security-see = הצגה

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = חשבונות מקושרים
security-linked-none = לא מוגדרת כניסה באמצעות חשבון אחר.
security-linked-count = { $count ->
    [one] אפשר להיכנס באמצעות חשבון אחר אחד.
    [two] אפשר להיכנס באמצעות שני חשבונות אחרים.
   *[other] אפשר להיכנס באמצעות { $count } חשבונות אחרים.
  }
security-linked-manage = ניהול
linked-text = בעזרת חשבון מקושר של ספק אחר אפשר להיכנס כאן בלי סיסמה.
linked-none = אין חשבונות מקושרים.
linked-since = מועד הקישור
linked-last-used = שימוש אחרון
linked-unlink = ביטול הקישור
linked-last-way = זו הדרך היחידה שלך להיכנס. לפני ביטול הקישור יש להגדיר סיסמה או לקשר חשבון אחר.
linked-more = קישור חשבון
linked-link = קישור { $provider }
linked-added = חשבון { $provider } קושר. מעכשיו אפשר להיכנס באמצעותו.
linked-removed = הקישור לחשבון { $provider } בוטל. כבר אי אפשר להיכנס באמצעותו.
linked-failure-cancelled = ביטלת את הפעולה אצל { $provider }. לא קושר דבר.
linked-failure-unreachable = אין כרגע תגובה מ־{ $provider }. לא קושר דבר. אפשר לנסות שוב בעוד דקה.
linked-failure-taken = חשבון { $provider } הזה מקושר כאן לחשבון אחר. תחילה יש לבטל שם את הקישור.
linked-failure-failed = לא ניתן היה לקשר את חשבון { $provider } שלך. דבר לא השתנה.

### Account: devices

devices-text = אלה הדפדפנים שמחוברים לחשבון שלך. אם יש ביניהם דפדפן לא מוכר, יש לצאת בו מהחשבון ולשנות את הסיסמה.
devices-browser-system = { $browser } ב־{ $system }
devices-unknown = דפדפן לא מוכר
devices-this = המכשיר הזה
devices-signed-in = כניסה
devices-last-seen = פעילות אחרונה
devices-applications = אפליקציות
devices-end = יציאה
devices-end-others = { $count ->
    [one] יציאה ממכשיר אחר אחד
    [two] יציאה משני מכשירים אחרים
   *[other] יציאה מ־{ $count } מכשירים אחרים
  }
devices-ended = { $count ->
    [one] בוצעה יציאה ממכשיר אחר אחד.
    [two] בוצעה יציאה משני מכשירים אחרים.
   *[other] בוצעה יציאה מ־{ $count } מכשירים אחרים.
  }
devices-apps = יציאה ממכשיר לא מבטלת את הגישה של אפליקציות שיכולות לפעול בהיעדרך. אפשר למצוא אותן תחת

### Account: applications

apps-sees = כרגע היא רואה:
apps-allowed = מועד האישור
apps-opened = פתיחה אחרונה
apps-trusted = של הארגון שלך
apps-trusted-text = הארגון שלך מפעיל את האפליקציה הזו, ולכן לא התבקש ממך אישור. היא תקבל גישה שוב כשהיא תיפתח על ידך.

### Account: activity

activity-text = מה קרה בחשבון שלך, מהחדש לישן.
activity-none = עדיין אין כאן דבר.
activity-older = פעילות קודמת
activity-newest = הפעילות האחרונה
activity-not-me-heading = לא ביצעת את זה?
activity-not-me-text = תתבצע מיד יציאה מכל המכשירים האחרים. לאחר מכן משנים את הסיסמה.
activity-not-me = זה לא אני
activity-others-signed-out = בוצעה יציאה מכל המכשירים האחרים. יש לשנות את הסיסמה עכשיו, כדי שאיש לא יוכל להיכנס עם הישנה.
event-application = אפליקציה כלשהי
event-other = קרה דבר אחר:
event-signed-in = נכנסת לחשבון.
event-signed-out = בוצעה יציאה ממכשיר.
event-consent-given = אישרת גישה לחשבון שלך: { $application }
event-consent-withdrawn = ביטלת את הגישה לחשבון שלך: { $application }
event-consent-withdrawn-by-other = הנהלת המערכת ביטלה את הגישה לחשבון שלך: { $application }
event-grant-revoked = אפליקציה החזירה את הגישה שלה: { $application }
event-grant-reuse = אפליקציה השתמשה במפתח פעמיים, ולכן הגישה שלה הסתיימה: { $application }
event-token-revoked = אפליקציה החזירה אחד מהמפתחות שלה: { $application }
event-user-added = החשבון שלך נוצר.
event-user-edited = שינית את הפרופיל שלך.
event-user-edited-by-other = הנהלת המערכת שינתה את הפרופיל שלך.
event-user-disabled = החשבון שלך הושבת.
event-user-enabled = החשבון שלך הופעל.
event-password-set = שינית את הסיסמה.
event-password-set-by-other = הנהלת המערכת הגדירה סיסמה חדשה.
event-user-signed-out = הנהלת המערכת ביצעה יציאה מהחשבון שלך בכל המקומות.
event-factor-added = הוספת אמצעי אימות נוסף.
event-factor-removed = הסרת אמצעי אימות נוסף.
event-factor-removed-by-other = הנהלת המערכת הסירה אחד מאמצעי האימות הנוספים שלך.
event-recovery-codes-made = יצרת קודי שחזור חדשים.
event-recovery-code-used = נכנסת באמצעות קוד שחזור.
event-user-unlocked = הנהלת המערכת איפסה את ניסיונות הכניסה הכושלים שלך.
event-passkey-added = הוספת מפתח גישה.
event-passkey-renamed = שינית שם של מפתח גישה.
event-passkey-removed = הסרת מפתח גישה.
event-passkey-removed-by-other = הנהלת המערכת הסירה מפתח גישה.
event-passkey-clone = ייתכן שמפתח גישה הועתק, ולכן נדחתה כניסה באמצעותו. אם לא העתקת אותו, יש להסיר אותו.
event-password-reset = הגדרת סיסמה חדשה כי הישנה נשכחה.
event-address-verified = כתובת האימייל שלך אומתה.
event-address-changed = כתובת האימייל שלך שונתה.
event-registered = יצרת את החשבון שלך.
event-invitation-accepted = קיבלת הזמנה.
event-link-made = הנהלת המערכת יצרה עבורך קישור.
event-mail-requested = התבקשה שליחת הודעת אימייל אליך.
event-account-linked = קושר חשבון של ספק אחר.
event-account-unlinked = בוטל הקישור לחשבון של ספק אחר.
event-group-added = הצטרפת לקבוצה.
event-group-removed = החשבון שלך הוסר מקבוצה.
event-role-granted = קיבלת תפקיד.
event-role-taken = תפקיד הוסר ממך.

### Claims

claim-name = שם מלא
claim-given-name = שם פרטי
claim-family-name = שם משפחה
claim-middle-name = שם אמצעי
claim-nickname = כינוי
claim-profile = דף פרופיל
claim-picture = תמונה
claim-website = אתר
claim-gender = מגדר
claim-birthdate = תאריך לידה
claim-zoneinfo = אזור זמן
claim-locale = שפה
claim-phone-number = מספר טלפון
claim-address = כתובת
claim-street-address = רחוב ומספר בית
claim-locality = יישוב
claim-region = מחוז או אזור
claim-postal-code = מיקוד
claim-country = מדינה
claim-roles = תפקידים
claim-groups = קבוצות
claim-sub = מזהה

### Account: password

password-heading = שינוי סיסמה
password-heading-first = הגדרת סיסמה
password-text = במכשיר הזה החשבון יישאר מחובר. בכל שאר המקומות תתבצע יציאה, ואפליקציות שפתחת שם יאבדו את הגישה שלהן.
password-current = הסיסמה הנוכחית
password-new = סיסמה חדשה
password-again = הסיסמה החדשה שוב
password-rule = לפחות { $count } תווים. כמה מילים שאין קשר ביניהן הן בחירה טובה; סיסמה שמשמשת אותך במקום אחר אינה בחירה טובה.
password-changed = הסיסמה שונתה. בכל שאר המקומות בוצעה יציאה מהחשבון.
password-failure-wrong-current = זו לא הסיסמה הנוכחית שלך. אפשר לנסות שוב.
password-failure-missing = יש להזין את הסיסמה החדשה בשני השדות.
password-failure-different = שתי הסיסמאות החדשות אינן זהות. יש להזין את הסיסמה החדשה בשני השדות.
password-failure-too-short = הסיסמה החדשה צריכה לכלול לפחות { $count } תווים.
password-failure-too-long = הסיסמה החדשה יכולה לכלול לכל היותר { $count } תווים.
password-failure-not-text = הסיסמה החדשה יכולה לכלול רק אותיות, ספרות, סימני פיסוק, סמלים ורווחים.
password-failure-common = הסיסמה הזו היא מהראשונות שתוקפים מנסים. יש לבחור סיסמה אחרת.

### Account: passkeys

security-passkeys = מפתחות גישה
security-passkeys-count = { $count ->
    [0] אין לך מפתחות גישה.
    [one] יש לך מפתח גישה אחד.
    [two] יש לך שני מפתחות גישה.
   *[other] יש לך { $count } מפתחות גישה.
  }
security-passkeys-change = ניהול
passkeys-heading = מפתחות גישה
passkeys-about = עם מפתח גישה נכנסים בלי סיסמה: המכשיר מבקש טביעת אצבע, זיהוי פנים או קוד PIN. המפתח פועל רק בכתובת הזו, ולכן דף מזויף לא יכול להשתמש בו.
passkeys-place-synchronised = מסונכרן בין המכשירים שלך
passkeys-place-device = רק במכשיר הזה
passkeys-added = מועד ההוספה
passkeys-used = שימוש אחרון
passkeys-never-used = אף פעם
passkeys-name = שם
passkeys-new-name = שם (אופציונלי)
passkeys-rename = שינוי השם
passkeys-remove = הסרה
passkeys-add-heading = הוספת מפתח גישה
passkeys-add = הוספת מפתח גישה
passkeys-exists = במכשיר הזה כבר יש מפתח גישה לחשבון שלך.
passkeys-failed = המכשיר לא יצר מפתח גישה. אפשר לנסות שוב או להשתמש במכשיר אחר.
passkeys-not-in-this-browser = הדפדפן הזה לא תומך במפתחות גישה.
passkeys-need-javascript = מפתחות גישה דורשים JavaScript. כל השאר פועל גם בלעדיו.
passkeys-not-here = דפדפנים לא מציעים מפתחות גישה בכתובת הזו: נדרשים https ושם דומיין.
passkeys-failure-not-verified = לא ניתן היה לבדוק את מפתח הגישה, ולכן הוא לא נוסף. אפשר לנסות שוב.
passkeys-failure-name = יש להזין שם באורך 1 עד 64 תווים.
passkeys-failure-too-many = יש לך כבר את המספר המרבי של מפתחות גישה לחשבון. תחילה יש להסיר אחד מהם.
passkeys-was-added = מפתח הגישה ״{ $name }״ נוסף. מעכשיו אפשר להיכנס באמצעותו.
passkeys-was-renamed = שמו של מפתח הגישה הוא עכשיו ״{ $name }״.
passkeys-was-removed = מפתח הגישה ״{ $name }״ הוסר. איש כבר לא יכול להיכנס באמצעותו.

### Welcome

welcome-heading = חשבון אחד לכל האפליקציות שלך
welcome-text = נכנסים כאן פעם אחת. אפליקציות מקבלות מפתח שפותח רק את מה שאישרת, ולעולם לא את הסיסמה שלך.
welcome-start = רוצים להשתמש באפליקציה? מתחילים בה: כשהיא תצטרך לדעת מי נכנס, היא תפנה לכאן.
welcome-sign-in = כניסה לחשבון שלך

### Continue to the application (form post)

form-post-heading = חזרה לאפליקציה
form-post-heading-application = חזרה אל { $application }
form-post-heading-request = רגע אחד
form-post-text = אם לא קורה דבר, יש ללחוץ על ״המשך״.
form-post-unsafe = הכתובת של האפליקציה אינה בטוחה, ולכן לא נמשיך.

### Errors

error-unknown-client-heading = האפליקציה הזו לא מוכרת כאן
error-unknown-client-text = האפליקציה שהפנתה אותך לכאן לא רשומה בשרת הזה. לא עשית שום טעות.
error-unknown-client-advice = יש להודיע למפעילי האפליקציה. הם צריכים לרשום אותה תחילה.

error-redirect-uri-mismatch-heading = לא נוכל להחזיר אותך לכתובת הזו
error-redirect-uri-mismatch-text = האפליקציה ביקשה שנפנה אותך לכתובת שלא סוכמה איתה. כדי לשמור על החשבון שלך, עצרנו כאן.
error-redirect-uri-mismatch-advice = יש לחזור לאפליקציה ולנסות שוב. אם הדף הזה יופיע שוב, יש להודיע למפעילי האפליקציה.

error-bad-request-heading = הקישור הזה לא פועל
error-bad-request-text = הבקשה שהגיעה אלינו חלקית או פגומה.
error-bad-request-advice = יש לחזור לאפליקציה ולהתחיל משם מחדש.

error-session-expired-heading = הדף הזה היה פתוח זמן רב מדי
error-session-expired-text = למען בטיחותך, דף כזה פועל לזמן מוגבל בלבד. דבר לא השתנה.
error-session-expired-advice = אפשר לפתוח את הדף שוב, או לחזור לאפליקציה ולהתחיל שם מחדש.

error-cookies-missing-heading = הדפדפן שלך לא שלח קובץ Cookie
error-cookies-missing-text = הדף הזה צריך קובץ Cookie, אבל לא התקבל קובץ כזה. ייתכן שהדפדפן שלך חוסם כאן קובצי Cookie, או שהם נמחקו אחרי שהדף נפתח. דבר לא השתנה.
error-cookies-missing-advice = יש לאפשר קובצי Cookie באתר הזה ולהתחיל מחדש.

error-other-browser-heading = הדף הזה שייך לדפדפן אחר
error-other-browser-text = הדף נפתח בדפדפן אחר, בחלון פרטי או לפני שקובצי ה־Cookie נמחקו כאן. דבר לא השתנה.
error-other-browser-advice = יש להתחיל מחדש בדפדפן שבו רוצים להשתמש.

error-form-damaged-heading = הדף הזה כבר לא פועל
error-form-damaged-text = הטופס מכיל ערך שהשרת הזה לא יצר או שהוא כבר לא מזהה. זה קורה כשכתובת נקטעה, או כשהשרת הוגדר מחדש. דבר לא השתנה.
error-form-damaged-advice = יש לחזור לאפליקציה ולהתחיל משם מחדש.

error-wrong-address-heading = זו כתובת אחרת של השרת הזה
error-wrong-address-text = הדף נפתח בכתובת שהשרת הזה לא משתמש בה לכניסה. דבר לא השתנה.
error-wrong-address-advice = יש להשתמש בכתובת הנכונה. אם הגעת לכאן דרך קישור או דרך האפליקציה, יש להודיע למפעילים שלהם.

error-request-expired-heading = תוקף בקשת הכניסה הזו פג
error-request-expired-text = הבקשה של האפליקציה פועלת פעם אחת ולזמן קצר בלבד. תוקפה פג או שכבר נעשה בה שימוש. דבר לא השתנה.
error-request-expired-advice = יש לחזור לאפליקציה ולהתחיל משם מחדש.

error-other-site-heading = הטופס הזה הגיע מאתר אחר
error-other-site-text = למען בטיחותך, אנחנו מקבלים רק טפסים מהדפים שלנו. דבר לא השתנה.
error-other-site-advice = אם רצית לבצע את הפעולה הזו, יש לפתוח את הדף שלנו ישירות ולנסות שם שוב.

error-access-denied-heading = אין לך גישה
error-access-denied-text = החשבון שלך לא מורשה להשתמש בזה.
error-access-denied-advice = יש לבקש גישה ממפעילי האפליקציה.

error-too-many-requests-heading = יש להמתין רגע
error-too-many-requests-text = התקבלו יותר מדי בקשות בזמן קצר.
error-too-many-requests-advice = יש להמתין דקה ולנסות שוב.

error-request-too-large-heading = זה יותר מדי בבת אחת
error-request-too-large-text = הבקשה גדולה ממה שהשרת הזה מקבל.
error-request-too-large-advice = יש לחזור לאפליקציה ולהתחיל משם מחדש.

error-method-not-allowed-heading = אי אפשר לפתוח את הדף הזה כך
error-method-not-allowed-text = הכתובת נכונה, אבל היא נפתחה בדרך שאינה מיועדת לה.
error-method-not-allowed-advice = יש לחזור אחורה ולהשתמש בכפתורים שבדף.

error-not-found-heading = אין כאן דף
error-not-found-text = ייתכן שיש שגיאה בכתובת, או שהדף הועבר.
error-not-found-advice = אפשר לבדוק את הכתובת, או לחזור למקום שממנו הגעת.

error-server-error-heading = משהו השתבש אצלנו
error-server-error-text = זו תקלה שלנו, לא שלך. מפעילי השרת הזה יכולים לראות מה קרה.
error-server-error-advice = כדאי לנסות שוב בעוד רגע. אם זה ממשיך לקרות, יש להעביר להם את מספר הסימוכין שלמטה.

error-unavailable-heading = נחזור בעוד רגע
error-unavailable-text = השרת עמוס או בתחזוקה. דבר לא השתנה.
error-unavailable-advice = כדאי לנסות שוב בעוד דקה.

error-start-again = להתחיל מחדש
error-right-address = מעבר לכתובת הנכונה
error-reference = מספר סימוכין
error-developers = למפתחים
error-developer-error = קוד שגיאה
error-developer-check = הבדיקה שנכשלה
error-developer-expected = הערך הצפוי
error-developer-in-log = נמצא ביומן של השרת, בשורה עם מספר הסימוכין הזה.
error-developer-seen = הערך שהתקבל
error-developer-nothing = (כלום)

### Forgotten password, registration and links from mails

login-forgot = שכחת את הסיסמה?
login-sign-up = יצירת חשבון
forgot-heading = שכחת את הסיסמה?
forgot-text = יש להזין את שם המשתמש או את כתובת האימייל. אם יש חשבון כזה, נשלח הודעת אימייל עם קישור לבחירת סיסמה חדשה.
forgot-failure-incomplete = יש להזין את שם המשתמש או את כתובת האימייל.
sign-up-heading = יצירת חשבון
sign-up-text = יש להזין כתובת אימייל. נשלח אליך הודעת אימייל כדי להמשיך.
sign-up-address = כתובת אימייל
sign-up-terms = תנאי השירות מקובלים עליי
sign-up-terms-link = לקריאת תנאי השירות
sign-up-failure-incomplete = יש להזין כתובת אימייל.
sign-up-failure-not-an-address = יש להזין כתובת אימייל אחת, כמו name@example.org.
sign-up-failure-domain = אי אפשר ליצור חשבון באופן עצמאי עם כתובת בדומיין הזה. אפשר לבקש הזמנה ממפעילי השרת הזה.
sign-up-failure-terms = אפשר ליצור חשבון רק אחרי הסכמה לתנאי השירות.
ask-mail-submit = שליחת ההודעה
ask-mail-failure-too-many = התבקשו יותר מדי הודעות. יש להמתין { $wait } ולנסות שוב. אולי יש הודעה בתיקיית הספאם שלך.
mail-sign-in-heading = כניסה באמצעות אימייל
mail-sign-in-explanation = יש להזין את שם המשתמש או את כתובת האימייל. אם יש חשבון כזה, נשלח הודעת אימייל עם קישור וקוד.
mail-sign-in-confirm = יש ללחוץ על הכפתור כדי להיכנס בתור { $address }.

reset-heading = בחירת סיסמה חדשה
reset-mail-sent = אם יש חשבון בשם הזה, נשלחה הודעת אימייל. יש לפתוח את הקישור שבה, או להקליד כאן את הקוד שבה. זה עשוי להימשך כמה דקות; כדאי לבדוק גם בתיקיית הספאם.
register-heading = השלמת ההרשמה
register-mail-sent = נשלחה הודעת אימייל. יש לפתוח את הקישור שבה, או להקליד כאן את הקוד שבה. זה עשוי להימשך כמה דקות; כדאי לבדוק גם בתיקיית הספאם.
register-name = השם שלך
invite-heading = קבלת ההזמנה
choose-password-label = סיסמה חדשה
choose-password-hint = לפחות { $count } תווים. כמה מילים שאין קשר ביניהן קל לזכור וקשה לנחש.
choose-password-submit = שמירה וכניסה
choose-password-failure-incomplete = יש למלא את כל השדות.
choose-password-failure-too-short = הסיסמה צריכה לכלול לפחות { $count } תווים.
choose-password-failure-too-long = הסיסמה יכולה לכלול לכל היותר 256 תווים.
choose-password-failure-not-text = הסיסמה יכולה לכלול אותיות, ספרות, סימני פיסוק ורווחים, ולא תווים אחרים.
choose-password-failure-like-account = הסיסמה הזו דומה מדי לשם שלך, לכתובת שלך או לשם של השירות הזה.
choose-password-failure-common = הסיסמה הזו מוכרת למי שמנחשים סיסמאות. יש לבחור סיסמה אחרת.
mail-code-label = הקוד מהאימייל
mail-failure-wrong-code = זה לא הקוד מהאימייל. יש לבדוק אותו ולנסות שוב; אחרי חמישה ניסיונות הוא כבר לא יהיה תקף.
mail-send-again = בקשת הודעה חדשה

verify-heading = אימות כתובת האימייל שלך
verify-text = האם { $address } היא הכתובת שלך?
change-address-heading = אימות כתובת האימייל החדשה שלך
change-address-text = להשתמש בכתובת { $address } לחשבון שלך?
confirm-mail-sent = נשלחה הודעת אימייל. יש לפתוח את הקישור שבה, או להקליד כאן את הקוד שבה.
link-gone-heading = הקישור הזה כבר לא פועל
link-gone-text = כבר נעשה בו שימוש, או שהוא ישן מדי, או שחסר חלק ממנו. דבר לא השתנה. אפשר לבקש קישור חדש.
invitation-gone-text = כבר נעשה שימוש בהזמנה, או שהיא ישנה מדי, או שחסר חלק מהקישור. אם יש לך חשבון, אפשר להיכנס אליו. אם לא, אפשר לבקש הזמנה חדשה ממי שהזמין אותך.
mail-other-browser-heading = יש לפתוח את הקישור הזה בדפדפן האחר
mail-other-browser-text = למען בטיחותך, הקישור הזה פועל רק בדפדפן שבו ביקשת אותו. יש לפתוח אותו שם, או להקליד שם את הקוד מהאימייל.
address-verified-heading = כתובת האימייל שלך אומתה
address-verified-text = תודה.
address-changed-heading = כתובת האימייל שלך שונתה
address-changed-text = מעכשיו ההודעות יישלחו לכתובת החדשה שלך.
address-taken-heading = אי אפשר להשתמש בכתובת הזו
address-taken-text = הכתובת שייכת לחשבון אחר. דבר לא השתנה.
mail-off-heading = השרת הזה לא שולח אימיילים
mail-off-text = אפשר לפנות למפעילי השרת הזה: הם יכולים לתת לך קישור לבחירת סיסמה חדשה.
sign-up-off-heading = ההרשמה סגורה
sign-up-off-text = אפשר לבקש חשבון ממפעילי השרת הזה.

account-email-none = לחשבון שלך אין כתובת אימייל.
account-email-verify = שליחת הודעה לאימות הכתובת הזו
account-email-new = כתובת אימייל חדשה
account-email-about = נשלח הודעת אימייל לכתובת החדשה. דבר לא ישתנה לפני פתיחת הקישור שבה או הקלדת הקוד שבה. לכתובת הישנה תישלח הודעה על כך.
account-email-off = השרת הזה לא שולח אימיילים, ולכן אי אפשר לשנות כאן את הכתובת. אפשר לפנות למפעילי השרת.
account-email-failure-same = זו כבר הכתובת שלך.
account-email-change = שינוי

### Mails

mail-greeting = שלום { $account },
mail-greeting-unknown = שלום,
mail-lifetime = הקישור תקף לשימוש אחד, בתוך { $time }.
mail-code = אפשר גם להקליד את הקוד הזה בדף שביקש אותו:
mail-link-plain = אם הכפתור לא פועל, אפשר להעתיק את הכתובת הזו לדפדפן:
mail-go-to-sign-in = מעבר לדף הכניסה

mail-test-subject = הודעת ניסיון מ־{ $host }
mail-test-text = זו הודעת ניסיון. השרת { $host } יכול לשלוח הודעות לכתובת הזו.

mail-reset-subject = בחירת סיסמה חדשה עבור { $host }
mail-reset-text = התקבלה בקשה לבחור סיסמה חדשה לחשבון שלך ב־{ $host }. אם הבקשה שלך, יש לפתוח את הקישור.
mail-reset-action = בחירת סיסמה חדשה
mail-reset-closing = אם הבקשה לא שלך, אין צורך לעשות דבר: הסיסמה שלך תישאר כפי שהיא. אין למסור לאיש את הקישור הזה ואת הקוד הזה.

mail-verify-subject = אימות כתובת האימייל שלך עבור { $host }
mail-verify-text = נא לאמת שכתובת האימייל הזו שלך.
mail-verify-action = אימות הכתובת הזו
mail-verify-closing = אם אין לך כאן חשבון, אין צורך לעשות דבר.

mail-change-subject = אימות כתובת האימייל החדשה שלך עבור { $host }
mail-change-text = התקבלה בקשה להשתמש בכתובת האימייל הזו לחשבון ב־{ $host }. אם הבקשה שלך, יש לפתוח את הקישור.
mail-change-action = שימוש בכתובת הזו
mail-change-closing = אם הבקשה לא שלך, אין צורך לעשות דבר: שום דבר לא ישתנה.

mail-address-taken-subject = כתובת האימייל שלך ב־{ $host }
mail-address-taken-text = היה ניסיון להשתמש בכתובת האימייל הזו מתוך חשבון אחר ב־{ $host }. היא שייכת לחשבון שלך, ולכן דבר לא השתנה.

mail-register-subject = השלמת ההרשמה שלך ב־{ $host }
mail-register-text = מישהו התחיל להירשם ב־{ $host } עם כתובת האימייל הזו. אם ההרשמה שלך, יש לפתוח את הקישור.
mail-register-action = המשך
mail-register-closing = אם ההרשמה לא שלך, אין צורך לעשות דבר: לא ייווצר חשבון.

mail-registered-subject = כבר יש לך חשבון ב־{ $host }
mail-registered-text = מישהו התחיל להירשם ב־{ $host } עם כתובת האימייל הזו, אבל כבר יש לך חשבון. אם ההרשמה שלך, אפשר להיכנס לחשבון. אם שכחת את הסיסמה, אפשר לבחור סיסמה חדשה בדף הכניסה.

mail-invite-subject = הזמנה אל { $host }
mail-invite-text = קיבלת הזמנה לפתוח חשבון ב־{ $host }.
mail-invite-action = קבלת ההזמנה
mail-invite-closing = אם אין לך עניין בחשבון, אין צורך לעשות דבר.

mail-sign-in-subject = הכניסה שלך אל { $host }
mail-sign-in-text = התקבלה בקשה להיכנס לחשבון שלך ב־{ $host }. אם הבקשה שלך, יש לפתוח את הקישור באותו הדפדפן.
mail-sign-in-action = כניסה
mail-sign-in-closing = אם הבקשה לא שלך, אין צורך לעשות דבר. אין למסור לאיש את הקישור הזה ואת הקוד הזה.

mail-password-changed-subject = הסיסמה שלך עבור { $host } שונתה
mail-password-changed-text = הסיסמה של החשבון שלך ב־{ $host } שונתה.
mail-address-changed-subject = כתובת האימייל שלך ב־{ $host } שונתה
mail-address-changed-text = כתובת האימייל של החשבון שלך ב־{ $host } שונתה.
mail-new-device-subject = כניסה חדשה אל { $host }
mail-new-device-text = נעשה שימוש בחשבון שלך ב־{ $host } בדפדפן שלא הכרנו.
mail-factor-added-subject = דרך חדשה להיכנס אל { $host }
mail-factor-added-text = נוספה דרך כניסה לחשבון שלך ב־{ $host }.
mail-factor-removed-subject = דרך להיכנס אל { $host } הוסרה
mail-factor-removed-text = דרך כניסה הוסרה מהחשבון שלך ב־{ $host }.
mail-fact-factor = דרך הכניסה
mail-fact-time = מתי
mail-fact-network-address = כתובת רשת
mail-fact-device = דפדפן
mail-not-me = אם הפעולה שלך, אין צורך לעשות דבר. אם לא, יש לבחור סיסמה חדשה עכשיו. כך ייסגרו כל החיבורים לחשבון.
mail-not-me-action = זה לא אני

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = שליחת קוד לאימייל שלי
mail-sign-in-sent = אם יש חשבון בשם הזה עם כתובת אימייל שאומתה, נשלחה הודעת אימייל. יש להקליד כאן את הקוד שבה, או לפתוח את הקישור שבה בדפדפן הזה. זה עשוי להימשך כמה דקות; כדאי לבדוק גם בתיקיית הספאם.
mail-sign-in-other-way = כניסה בדרך אחרת
second-step-mail-code = הודעת אימייל עם קוד נשלחה לכתובת האימייל של החשבון שלך. זה עשוי להימשך כמה דקות; כדאי לבדוק גם בתיקיית הספאם.
second-step-mail-to-send = נשלח הודעת אימייל עם קוד לכתובת האימייל של החשבון שלך.
second-step-use-mail-code = שימוש בקוד באימייל
second-step-trust = לא לשאול שוב במכשיר הזה במשך { $time }
second-step-trust-hint = כדאי לבחור בזה רק במכשיר שאיש מלבדך לא משתמש בו. אפשר לבטל את הבחירה בדף החשבון, תחת ״מכשירים״.
trusted-heading = מכשירים מהימנים
trusted-text = בכניסה באמצעות הדפדפנים האלה לא נדרש שלב האימות הנוסף.
trusted-since = מהימן מאז
trusted-last-used = שימוש אחרון
trusted-until = עד
trusted-forget = לשאול שוב במכשיר הזה
trusted-forgotten = במכשיר ההוא יידרש שוב שלב האימות הנוסף.
event-device-trusted = בחרת ששלב האימות הנוסף לא יידרש במכשיר מסוים.
event-device-forgotten = בחרת ששלב האימות הנוסף יידרש שוב במכשיר מסוים.
mail-code-alone = יש להקליד את הקוד הזה בדף שמבקש אותו:
mail-code-lifetime = הקוד תקף לשימוש אחד, בתוך { $time }.
mail-confirm-subject = הקוד שלך עבור { $host }
mail-confirm-text = מתבצעת כרגע כניסה לחשבון שלך ב־{ $host }. אם הכניסה שלך, יש להקליד את הקוד.
mail-confirm-closing = אם הכניסה לא שלך, יש לבחור סיסמה חדשה: מישהו יודע את הסיסמה שלך. אין למסור לאיש את הקוד הזה.
sign-up-failure-reserved = אי אפשר ליצור חשבון באופן עצמאי עם הכתובת הזו. אפשר לבקש הזמנה ממפעילי השרת הזה.
logged-out-provider-text = נכנסת באמצעות { $provider }. החיבור שלך שם עדיין פעיל.
logged-out-provider = יציאה גם מ־{ $provider }
logged-out-provider-failed = לא ניתן היה לסגור מכאן את החיבור שלך אצל { $provider }. יש לצאת שם מהחשבון.
profile-required = { $name } (חובה)
profile-not-set = לא צוין
profile-yes = כן
profile-no = לא
profile-hint-list = פריט אחד בכל שורה.
profile-hint-number = מספר כמו 7 או 1.5
profile-hint-required = יש למלא את השדה הזה.
account-switch = החלפת חשבון
accounts-heading = החשבונות בדפדפן הזה
accounts-signed-out = לא מחובר
accounts-sign-out-of = יציאה מהחשבון { $account }
accounts-sign-out-this = יציאה מהחשבון הזה
accounts-sign-out-all = יציאה מכל החשבונות בדפדפן הזה
logged-out-others = חשבונות אחרים עדיין מחוברים בדפדפן הזה.
logged-out-accounts = הצגת החשבונות האחרים
no-access-heading = אין גישה
no-access-text = החשבון הזה לא מורשה להשתמש באפליקציה { $application }.
no-access-ask = אם נחוצה לך גישה, אפשר לפנות למפעילי השירות הזה.
login-keep = השארת החשבון מחובר במכשיר הזה
no-access-network = אי אפשר להשתמש באפליקציה { $application } מהרשת הזו.
second-step-passkey = יש להשתמש במפתח גישה של החשבון הזה. המכשיר יבקש טביעת אצבע, זיהוי פנים או קוד PIN.
second-step-failure-passkey = מפתח הגישה הזה לא פעל. אפשר לנסות שוב או לנסות דרך אחרת.
second-step-passkey-was-added = מפתח הגישה שלך נוסף. יש להשתמש בו עכשיו כדי להמשיך.
authenticator-use-passkey = הוספת מפתח גישה במקום זאת
sign-in-passkey-reason = כדי להיכנס כאן נדרש יותר מסיסמה. יש להוסיף עכשיו מפתח גישה.
sign-in-passkey-reason-application = האפליקציה { $application } דורשת יותר מסיסמה בכניסה. יש להוסיף עכשיו מפתח גישה.
sign-in-passkey-use-authenticator = הוספת אפליקציית אימות במקום זאת
passkey-offer-heading = להיכנס בפעם הבאה בלי סיסמה?
passkey-offer-not-now = לא עכשיו
passkey-offer-later = אם הבחירה היא ״לא עכשיו״, לא נשאל שוב. אפשר להוסיף מפתח גישה בדף החשבון בכל עת.
event-passkey-offer-declined = ויתרת על מפתח גישה.
passkeys-failure-model = כאן מתקבלים רק מפתחות אבטחה מסוימים, והמכשיר הזה לא הוכיח שהוא אחד מהם. יש להשתמש במפתח אבטחה של הארגון שלך, ולאפשר לדפדפן להציג את היצרן והדגם שלו.
account-menu-data = הנתונים שלך
account-about-data = הורדת כל המידע ששמור אצלנו עליך, או מחיקת החשבון.
data-export-heading = הורדת הנתונים שלך
data-export-text = כל מה ששמור בשרת הזה עליך: הפרופיל, דרכי הכניסה, המכשירים, האפליקציות והפעילות. סיסמאות, מפתחות וקודים אינם כלולים.
data-export-html = הורדה לקריאה (HTML)
data-export-json = הורדה לתוכנות (JSON)
data-deletion-text = תתבצע יציאה מהחשבון בכל המקומות. בתוך 14 ימים אפשר להתחרט; לאחר מכן החשבון יימחק לתמיד.
data-deletion-open = מחיקת החשבון הזה
deletion-heading = מחיקת החשבון שלך
deletion-text = אם החשבון שלך יימחק:
deletion-sessions = { $count ->
    [one] תתבצע יציאה מהמכשיר הזה
    [two] תתבצע יציאה משני מכשירים, כולל המכשיר הזה
   *[other] תתבצע יציאה מ־{ $count } מכשירים, כולל המכשיר הזה
  }
deletion-applications = { $count ->
    [0] לאף אפליקציה אין גישה לחשבון שלך
    [one] אפליקציה אחת תאבד את הגישה
    [two] שתי אפליקציות יאבדו את הגישה
   *[other] { $count } אפליקציות יאבדו את הגישה
  }
deletion-day = ב־{ $day } יימחק לתמיד כל מה ששמור עליך בשרת הזה
deletion-return = כדי להתחרט לפני היום הזה, יש להיכנס ולבחור להשאיר את החשבון.
deletion-export = אפשר קודם להוריד את הנתונים שלך:
deletion-submit = מחיקת החשבון שלי
deletion-requested-heading = החשבון שלך יימחק
deletion-requested-text = בוצעה יציאה מהחשבון בכל המקומות. החשבון שלך יימחק ב־{ $day }.
deletion-requested-mail = שלחנו לך על כך הודעת אימייל.
keep-account-heading = להשאיר את החשבון שלך?
keep-account-text = החשבון הזה יימחק ב־{ $day }, כי ביקשת זאת. הכניסה לחשבון תתבצע רק אחרי הבחירה להשאיר אותו.
keep-account-keep = להשאיר את החשבון שלי
keep-account-delete = למחוק אותו כמתוכנן
event-data-exported = הורדת את הנתונים שלך.
event-deletion-requested = ביקשת למחוק את החשבון שלך.
event-deletion-requested-by-other = הנהלת המערכת סימנה את החשבון שלך למחיקה.
event-deletion-cancelled = השארת את החשבון שלך.
event-deletion-cancelled-by-other = הנהלת המערכת ביטלה את מחיקת החשבון שלך.
mail-deletion-requested-subject = החשבון שלך ב־{ $host } יימחק
mail-deletion-requested-text = מתוך החשבון שלך ב־{ $host } התקבלה בקשה למחוק אותו. עד היום שמצוין למטה אפשר להיכנס ולהשאיר את החשבון.
mail-deletion-cancelled-subject = החשבון שלך ב־{ $host } נשאר
mail-deletion-cancelled-text = החשבון שלך ב־{ $host } עמד להימחק. בוצעה אליו כניסה ונבחר להשאיר אותו.
mail-fact-deletion = מועד המחיקה
export-heading = נתונים על { $account }
export-text = כל מה ששמור ב־{ $host } על החשבון הזה, נכון ל־{ $time }. סיסמאות, מפתחות וקודים אינם כלולים.
export-nothing = אין.
export-account = חשבון
export-sign-in = כניסה
export-sessions = מכשירים
export-consents = מה אישרת לאפליקציות
export-grants = גישה של אפליקציות
export-mail-links = קישורים מהודעות אימייל שעדיין פועלים
export-events = פעילות
export-email-verified = כתובת האימייל אומתה
export-phone-number-verified = מספר הטלפון אומת
export-granted-roles = תפקידים שהוענקו
export-disabled = מושבת
export-created-at = מועד היצירה
export-updated-at = מועד השינוי
export-password-set = הוגדרה סיסמה
export-passkey = מפתח הגישה שלך
export-linked-account = חשבון מקושר
export-failed-sign-ins = ניסיונות כניסה כושלים
export-failures-forgotten = מספר הימים שאחריהם ניסיונות כניסה כושלים כבר לא נספרים
export-methods = שיטות
export-expires-at = מועד הסיום
export-client-id = מזהה האפליקציה
export-application = אפליקציה
export-scope = היקף
export-allowed-at = מועד האישור
export-audiences = נמענים
export-purpose = מטרה
export-kind = סוג
export-by = על ידי
export-changed = שינוי
export-provider = ספק
export-provider-subject = החשבון אצל הספק
export-last-used-at = שימוש אחרון
export-synchronised = מסונכרן
export-left = נותרו
password-failure-breached = הסיסמה הזו מופיעה ברשימה של סיסמאות שנגנבו משירותים אחרים. תוקפים מנסים אותן תחילה. יש לבחור כאן סיסמה אחרת, ולשנות אותה בכל מקום אחר שבו היא משמשת אותך.
picture-change = שינוי התמונה שלך
picture-alt = התמונה שלך
picture-none = אין לך תמונה.
picture-elsewhere = התמונה שלך נמצאת בשרת אחר.
picture-file = תמונה חדשה
picture-hint = PNG או JPEG או WebP, לכל היותר 8 מגה־בייט. נשמור את הריבוע שבאמצע, ולא נשמור דבר ממה שהקובץ מציין על המקום, הזמן או המצלמה. אפליקציות שרואות את הפרופיל שלך רואות גם את התמונה, וכך גם כל מי שיש לו הכתובת שלה.
picture-upload = שמירת התמונה
picture-remove = הסרת התמונה
picture-saved = התמונה שלך נשמרה.
picture-removed = התמונה שלך הוסרה.
picture-failure-missing = תחילה יש לבחור קובץ.
picture-failure-too-large = הקובץ הזה גדול מדי. תמונה יכולה להיות בגודל 8 מגה־בייט לכל היותר.
picture-failure-too-many-pixels = בתמונה הזו יש יותר מדי פיקסלים. מותרים לכל היותר 10,000 בכל צד ו־50 מיליון בסך הכול.
picture-failure-format = הקובץ הזה אינו תמונת PNG או JPEG או WebP.
picture-failure-damaged = התמונה הזו פגומה. יש לפתוח אותה בתוכנה אחרת ולשמור אותה מחדש.
picture-failure-busy = יותר מדי תמונות נשמרות כרגע. כדאי לנסות שוב בעוד רגע.
terms-heading = תנאי השירות השתנו
terms-text = נא לקרוא את תנאי השירות, גרסה { $version }, ולהסכים להם כדי להמשיך.
terms-decline = התנאים לא מקובלים עליי
event-terms-accepted = הסכמת לתנאי השירות.
event-claims-previewed = הנהלת המערכת צפתה בנתונים שאפליקציה מקבלת עליך: { $application }
export-accepted-terms = תנאי שירות שהתקבלה להם הסכמה

### Terms at the first sign-in

terms-heading-first = הסכמה לתנאי השירות

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = קודי שחזור חדשים ב־{ $host }
mail-recovery-codes-made-text = נוצרו קודי שחזור חדשים לחשבון שלך ב־{ $host }. הקודים הישנים הפסיקו לפעול.
mail-recovery-code-used-subject = נעשה שימוש בקוד שחזור ב־{ $host }
mail-recovery-code-used-text = נעשה שימוש באחד מקודי השחזור שלך כדי להיכנס לחשבון שלך ב־{ $host }.
mail-account-linked-subject = קושר חשבון ב־{ $host }
mail-account-linked-text = חשבון של ספק אחר קושר לחשבון שלך ב־{ $host }. אפשר להיכנס באמצעותו.
mail-account-unlinked-subject = בוטל קישור לחשבון ב־{ $host }
mail-account-unlinked-text = בוטל הקישור בין חשבון של ספק אחר לחשבון שלך ב־{ $host }. אי אפשר עוד להיכנס באמצעותו.

### Places of addresses, and the way to the console

place-estimated = { $place } (משוער)
mail-fact-place = מקום
account-console = ניהול
account-about-console = משתמשים, אפליקציות והגדרות השרת.
