# Every message of every page, in Simplified Chinese. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = 错误：{ $page }
continue = 继续
cancel = 取消
signed-in-as = 已以 { $account } 的身份登录
opens-in-a-new-tab = （在新标签页中打开）
duration-seconds = { $count } 秒
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
label = { $label }：
label-value = { $label }：{ $value }
list-join = { $before }、{ $after }
moment-now = 刚刚
moment-minutes = { $count } 分钟前
moment-hours = { $count } 小时前
moment-days = { $count } 天前
moment-date = { $year }年{ $month }{ $day }日
moment-exact = { $date } { $time } UTC
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
language-label = 语言
language-submit = 更改
footer-support = 帮助
footer-privacy = 隐私政策
footer-terms = 服务条款

### Sign in

login-heading = 登录
login-heading-application = 登录 { $application }
login-username = 用户名或电子邮箱
login-password = 密码
login-submit = 登录
login-use-passkey = 使用通行密钥
login-failure-passkey = 未能使用该通行密钥登录。请换一个通行密钥，或使用密码登录。
login-reason-fresh-sign-in = 您虽已登录，但该应用要求您再次输入密码。
login-reason-session-too-old = 您上次登录已有一段时间。该应用需要您确认仍是您本人。
login-reason-another-account = 请使用您想用的账号登录。
login-reason-confirm-change = 您即将更改自己的账号，而您上次登录已超过五分钟。请确认仍是您本人。
login-reason-second-step = 需要第二步验证。请先输入密码。
login-failure-wrong-credentials = 用户名和密码不匹配。请检查后重试。
login-failure-incomplete = 请输入用户名和密码。
login-failure-too-many-attempts = 失败次数过多。请等待 { $wait }后重试。在此之前不会检查任何密码，正确的密码也不例外。
login-failure-expired = 此页面打开的时间过长。请再次输入密码。
login-failure-busy = 当前登录的人数过多。请稍后重试。

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = 或
login-provider = 使用 { $provider } 登录
login-provider-cancelled = 您取消了通过 { $provider } 的登录。您可以重试，或使用其他方式登录。
login-provider-unreachable = { $provider } 暂时没有响应。请过一分钟重试，或使用其他方式登录。
login-provider-failed = 未能通过 { $provider } 登录。请重试，或使用其他方式登录。
login-provider-not-set-up = 此网站的 { $provider } 登录设置有误。请使用其他方式登录，并告知管理员。
login-provider-not-offered = 此网站不再支持通过 { $provider } 登录。请使用其他方式登录。
login-provider-not-linked = 此网站上没有账号与该 { $provider } 账号关联。请使用其他方式登录，然后在您的账号页面上关联它。
login-provider-not-allowed = 该 { $provider } 账号不能登录此网站。
login-provider-link-after-sign-in = 要在此网站使用该 { $provider } 账号，请先登录一次您在此网站的账号。之后您就可以通过 { $provider } 登录。
login-provider-address-is-known = 此网站已有一个账号使用您的 { $provider } 账号的电子邮箱地址。请先登录一次该账号。之后您就可以通过 { $provider } 登录。

### Second step

second-step-heading = 确认是您本人
second-step-account = 正在登录 { $account }
second-step-authenticator = 请打开身份验证器应用，输入其中为此账号显示的验证码。
second-step-authenticator-label = 六位数验证码
second-step-recovery-code = 请输入您的一个恢复代码。每个恢复代码只能使用一次。
second-step-recovery-code-label = 恢复代码
second-step-submit = 继续
second-step-other-ways = 尝试其他方式
second-step-use-authenticator = 使用身份验证器应用
second-step-use-recovery-code = 使用恢复代码
second-step-restart = 使用其他账号
second-step-reason = 您已登录。此页面需要第二步验证。
second-step-reason-application = 您已登录。{ $application } 需要第二步验证。
second-step-failure-wrong-code = 该验证码错误、已过期或已使用过。请输入新的验证码。
second-step-failure-incomplete = 请输入验证码。
second-step-failure-too-many-attempts = 失败次数过多。请等待 { $wait }后重试。在此之前不会检查任何验证码，正确的验证码也不例外。
second-step-failure-expired = 此页面的提交次数过多。请再次输入验证码。

authenticator-heading = 身份验证器应用
authenticator-reason = 登录此网站需要第二步验证。请立即添加身份验证器应用。
authenticator-reason-application = { $application } 要求在登录时进行第二步验证。请立即添加身份验证器应用。
authenticator-step-app = 在手机上打开身份验证器应用。如果没有，请安装一个：任何支持一次性验证码的应用均可。
authenticator-step-scan = 用身份验证器应用扫描此图片。
authenticator-qr = 包含身份验证器应用密钥的二维码
authenticator-type-key = 改为手动输入密钥
authenticator-key = 密钥
authenticator-account = 账号
authenticator-step-code = 输入身份验证器应用当前显示的验证码。此后该应用即可用于登录。
authenticator-confirm = 添加身份验证器应用
authenticator-wrong-code = 该验证码不匹配。请检查手机的时间是否正确，并输入身份验证器应用当前显示的验证码。
authenticator-added = 您已添加身份验证器应用。输入密码后，还需要输入其中的验证码。
authenticator-remove-text = 要换用另一部手机，请先移除该身份验证器应用，再在那部手机上添加。您仍可使用其他两步验证方式登录。
authenticator-remove-with-codes = 要换用另一部手机，请先移除该身份验证器应用，再在那部手机上添加。在此之前，仅凭密码即可登录您的账号，您的恢复代码也会失效。
authenticator-remove = 移除身份验证器应用
authenticator-notice-added = 已添加身份验证器应用。
authenticator-notice-removed = 已移除身份验证器应用。

recovery-codes-heading = 恢复代码
recovery-codes-text = 手机不在身边时，您可以使用恢复代码登录。每个恢复代码只能使用一次。
recovery-codes-left = 您还剩 { $count } 个恢复代码。
recovery-codes-few = 请在用完之前生成新的恢复代码。
recovery-codes-make-text = 新的恢复代码将取代旧的，旧的恢复代码随即失效。
recovery-codes-make = 生成新的恢复代码
recovery-codes-none = 您没有恢复代码。添加第一种两步验证方式（例如身份验证器应用）时，您会获得恢复代码。
recovery-codes-new-heading = 保存您的恢复代码
recovery-codes-new-text = 手机丢失时，您可以使用恢复代码登录。每个恢复代码只能使用一次。恢复代码仅在此时显示：请下载或打印，并保存在安全的地方。
recovery-codes-account = 账号：{ $account }
recovery-codes-print = 要打印此页面，请使用浏览器的菜单。
recovery-codes-download = 下载为文本文件
recovery-codes-saved = 我已保存

### Signed in already

signed-in-heading = 您已登录
signed-in-account = 前往您的账号

### Account chooser

chooser-heading = 选择账号
chooser-heading-application = 选择用于 { $application } 的账号
chooser-text = 您已在此浏览器中登录。
chooser-continue-as = 以 { $account } 的身份继续
chooser-another = 使用其他账号

### Consent

consent-heading = 允许 { $application } 访问您的账号吗？
consent-title = 允许访问
consent-list = 如果您允许，{ $application } 可以：
consent-writing = 它还可以为您更改内容：
consent-offline = 并且会保留此访问权限：
consent-return = 您将返回 { $host }
consent-remembered = 我们会记住您的许可，以免每次都询问您。您可以随时在账号页面上撤销。
consent-allow = 允许
consent-deny = 拒绝
consent-policy = 隐私政策
consent-terms = 服务条款

scope-openid = 在您登录时确认您的身份
scope-profile = 查看您的姓名和其他基本个人资料
scope-email = 查看您的电子邮箱地址及其是否已验证
scope-address = 查看您的邮寄地址
scope-phone = 查看您的电话号码及其是否已验证
scope-roles = 查看您在此网站的角色
scope-groups = 查看您所在的群组
scope-offline-access = 在您离开时保留此访问权限，直到您将其撤销
scope-other = 使用此权限：

### Sign out

logout-heading = 要退出登录吗？
logout-text = 您将退出此网站的登录。您用此账号打开过的应用如支持，会收到通知。
logout-text-application = { $application } 请求让您退出登录。您用此账号打开过的其他应用如支持，会收到通知。
logout-missing-return = 该应用提供了返回地址，但我们无法确定该地址属于它。退出登录后，您将留在此处。
logout-submit = 退出登录
logout-stay = 保持登录

logged-out-heading = 您已退出登录
logged-out-text = 此浏览器已不再处于登录状态。
logged-out-missing-return = 该应用提供了返回地址，但我们无法确定该地址属于它，因此您留在此处。您仍已成功退出登录。
logged-out-told-list = 应用
logged-out-told = 已通知其让您退出登录
logged-out-not-told = 未能通知 – 请关闭该应用，或自行在其中退出登录
logged-out-return = 返回 { $application }
logged-out-return-unnamed = 返回应用
logged-out-sign-in = 重新登录

### Account

account-heading = 您的账号
account-menu = 账号
account-menu-overview = 概览
account-menu-security = 安全性
account-menu-devices = 设备
account-menu-apps = 应用
account-menu-activity = 活动记录
account-about-activity = 您的账号中发生过的事情。
account-menu-profile = 个人资料
account-about-profile = 您的账号中关于您的信息。
account-about-security = 您的登录方式。
account-about-devices = 您在哪些地方登录。
account-about-apps = 哪些应用可以使用您的账号，以及各自可以做什么。
account-username = 用户名
account-email = 电子邮箱
account-email-verified = 已验证
account-email-unverified = 未验证
account-applications-heading = 拥有访问权限的应用
account-applications-count = 有 { $count } 个应用可以使用您的账号。
account-applications-none = 没有应用可以访问您的账号。您允许的应用会显示在此处。
account-application-can = { $application } 可以：
account-withdraw = 撤销访问权限
account-withdrawn = { $application } 无法再访问您的账号。它代表您使用的服务可能需要过一段时间才会得知。
account-sign-out = 退出登录

### Account: profile

profile-text = 应用只有在您允许时才能看到这些信息。不想提供的内容可以留空。
profile-save = 保存
profile-saved = 您的个人资料已保存。
profile-failure-wrong-values = 尚未保存任何内容。请更正标出的信息。
profile-failure-changed = 您的账号在此期间已被更改，因此未保存任何内容。以下是当前的信息。
profile-hint-text = 内容过长，或包含看不见的字符。
profile-hint-web = 网址，例如 https://example.org/ada
profile-hint-birthdate = 年、月、日，例如 1815-12-10。年份填 0000 则不公开年份。
profile-hint-zoneinfo = 时区，例如 Asia/Shanghai
profile-hint-locale = 语言，例如 zh-CN 或 pt-BR
profile-hint-phone = 包含国家/地区代码，例如 +442079460123

### Account: security

security-password = 密码
security-password-set = 您已设置密码。
security-password-none = 您尚未设置密码。
security-password-change = 更改
security-password-add = 设置密码
security-authenticator = 身份验证器应用
security-authenticator-on = 您已添加身份验证器应用。
security-authenticator-off = 您尚未添加身份验证器应用。
security-add = 添加
security-change = 更改
security-recovery-codes = 恢复代码
security-recovery-codes-on = 您有恢复代码。
security-recovery-codes-off = 添加第一种两步验证方式时，您会获得恢复代码。
security-see = 查看

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = 关联的账号
security-linked-none = 您没有使用其他账号登录。
security-linked-count = 您可以使用 { $count } 个其他账号登录。
security-linked-manage = 管理
linked-text = 关联其他提供商的账号后，您无需密码即可登录此网站。
linked-none = 没有关联的账号。
linked-since = 关联时间
linked-last-used = 上次使用
linked-unlink = 取消关联
linked-last-way = 这是您唯一的登录方式。取消关联之前，请先设置密码或关联其他账号。
linked-more = 关联账号
linked-link = 关联 { $provider }
linked-added = 已关联 { $provider }。从现在起，您可以使用它登录。
linked-removed = 已取消关联 { $provider }。您无法再使用它登录。
linked-failure-cancelled = 您在 { $provider } 取消了操作。未关联任何账号。
linked-failure-unreachable = { $provider } 暂时没有响应。未关联任何账号。请过一分钟重试。
linked-failure-taken = 该 { $provider } 账号已与此网站的另一个账号关联。请先在那个账号中取消关联。
linked-failure-failed = 未能关联您的 { $provider } 账号。未做任何更改。

### Account: devices

devices-text = 以下浏览器已登录您的账号。如果有您不认识的，请将其退出登录并更改密码。
devices-browser-system = { $system } 上的 { $browser }
devices-unknown = 未知浏览器
devices-this = 此设备
devices-signed-in = 登录时间
devices-last-seen = 上次活动
devices-applications = 应用
devices-end = 退出登录
devices-end-others = 将其他 { $count } 台设备退出登录
devices-ended = 其他 { $count } 台设备已退出登录。
devices-apps = 对于可在您离开时执行操作的应用，设备退出登录不会终止其访问权限。您可以在此处找到这些应用：

### Account: applications

apps-sees = 它目前可以看到：
apps-allowed = 您允许的时间
apps-opened = 上次打开
apps-trusted = 您的组织
apps-trusted-text = 此应用由您的组织运营，因此没有询问您。您打开它时，它会重新获得访问权限。

### Account: activity

activity-text = 您的账号中发生过的事情，最新的在最前。
activity-none = 暂无记录。
activity-older = 更早
activity-newest = 最新
activity-not-me-heading = 不是您本人？
activity-not-me-text = 所有其他设备会立即退出登录。然后由您更改密码。
activity-not-me = 不是我
activity-others-signed-out = 所有其他设备均已退出登录。请立即更改密码，以防有人使用旧密码登录。
event-application = 某个应用
event-other = 发生了其他事情：
event-signed-in = 您登录了账号。
event-signed-out = 一台设备已退出登录。
event-consent-given = 您允许了对账号的访问：{ $application }
event-consent-withdrawn = 您撤销了对账号的访问权限：{ $application }
event-consent-withdrawn-by-other = 管理员撤销了对您账号的访问权限：{ $application }
event-grant-revoked = 有应用交还了其访问权限：{ $application }
event-grant-reuse = 有应用重复使用了同一个密钥，因此其访问权限已终止：{ $application }
event-token-revoked = 有应用交还了它的一个密钥：{ $application }
event-user-added = 您的账号已创建。
event-user-edited = 您更改了个人资料。
event-user-edited-by-other = 管理员更改了您的个人资料。
event-user-disabled = 您的账号已停用。
event-user-enabled = 您的账号已启用。
event-password-set = 您更改了密码。
event-password-set-by-other = 管理员设置了新密码。
event-user-signed-out = 管理员让您在所有地方退出了登录。
event-factor-added = 您添加了一种两步验证方式。
event-factor-removed = 您移除了一种两步验证方式。
event-factor-removed-by-other = 管理员移除了您的一种两步验证方式。
event-recovery-codes-made = 您生成了新的恢复代码。
event-recovery-code-used = 您使用恢复代码登录了。
event-user-unlocked = 管理员重置了您的登录失败记录。
event-passkey-added = 您添加了通行密钥。
event-passkey-renamed = 您重命名了通行密钥。
event-passkey-removed = 您移除了通行密钥。
event-passkey-removed-by-other = 管理员移除了通行密钥。
event-passkey-clone = 有通行密钥可能已被复制，因此使用它的一次登录被拒绝。如果您没有复制过，请将其移除。
event-password-reset = 由于忘记了旧密码，您设置了新密码。
event-address-verified = 您的电子邮箱地址已验证。
event-address-changed = 您的电子邮箱地址已更改。
event-registered = 您创建了账号。
event-invitation-accepted = 您接受了邀请。
event-link-made = 管理员为您生成了一个链接。
event-mail-requested = 有人请求向您发送邮件。
event-account-linked = 已关联其他提供商的账号。
event-account-unlinked = 已取消关联其他提供商的账号。
event-group-added = 您已成为某个群组的成员。
event-group-removed = 您不再是某个群组的成员。
event-role-granted = 您获得了一个角色。
event-role-taken = 您的一个角色已被收回。

### Claims

claim-name = 姓名
claim-given-name = 名字
claim-family-name = 姓氏
claim-middle-name = 中间名
claim-nickname = 昵称
claim-profile = 个人主页
claim-picture = 头像
claim-website = 网站
claim-gender = 性别
claim-birthdate = 出生日期
claim-zoneinfo = 时区
claim-locale = 语言
claim-phone-number = 电话号码
claim-address = 地址
claim-street-address = 街道和门牌号
claim-locality = 城市
claim-region = 省份或地区
claim-postal-code = 邮政编码
claim-country = 国家/地区
claim-roles = 角色
claim-groups = 群组
claim-sub = 标识符

### Account: password

password-heading = 更改密码
password-heading-first = 设置密码
password-text = 您在此设备上会保持登录状态。在所有其他地方，您将退出登录，您在那里打开过的应用也会失去访问权限。
password-current = 当前密码
password-new = 新密码
password-again = 再次输入新密码
password-rule = 至少 { $count } 个字符。用几个互不相关的词语就很好；请勿使用您在其他地方用过的密码。
password-changed = 您的密码已更改。您在所有其他地方均已退出登录。
password-failure-wrong-current = 这不是您的当前密码。请重试。
password-failure-missing = 请在两个字段中都输入新密码。
password-failure-different = 两次输入的新密码不一致。请在两个字段中都输入新密码。
password-failure-too-short = 新密码至少需要 { $count } 个字符。
password-failure-too-long = 新密码最多可包含 { $count } 个字符。
password-failure-not-text = 新密码只能包含字母、文字、数字、标点、符号和空格。
password-failure-common = 这是攻击者最先尝试的密码之一。请另选一个。

### Account: passkeys

security-passkeys = 通行密钥
security-passkeys-count = { $count ->
    [0] 您没有通行密钥。
   *[other] 您有 { $count } 个通行密钥。
  }
security-passkeys-change = 管理
passkeys-heading = 通行密钥
passkeys-about = 使用通行密钥，您无需密码即可登录：设备会要求您验证指纹、面孔或 PIN 码。通行密钥仅对此网址有效，因此假冒页面无法使用它。
passkeys-place-synchronised = 在您的设备之间同步
passkeys-place-device = 仅在这一台设备上
passkeys-added = 添加时间
passkeys-used = 上次使用
passkeys-never-used = 从未使用
passkeys-name = 名称
passkeys-new-name = 名称（可选）
passkeys-rename = 重命名
passkeys-remove = 移除
passkeys-add-heading = 添加通行密钥
passkeys-add = 添加通行密钥
passkeys-exists = 此设备上已有您账号的通行密钥。
passkeys-failed = 您的设备未能创建通行密钥。请重试，或使用其他设备。
passkeys-not-in-this-browser = 此浏览器不支持通行密钥。
passkeys-need-javascript = 通行密钥需要 JavaScript。其他功能无需 JavaScript 即可使用。
passkeys-not-here = 浏览器无法在此网址使用通行密钥：需要 https 和域名。
passkeys-failure-not-verified = 未能验证该通行密钥，因此没有添加。请重试。
passkeys-failure-name = 请输入 1 到 64 个字符的名称。
passkeys-failure-too-many = 您的通行密钥数量已达账号上限。请先移除一个。
passkeys-was-added = 已添加“{ $name }”。从现在起，您可以使用它登录。
passkeys-was-renamed = 该通行密钥现已命名为“{ $name }”。
passkeys-was-removed = 已移除“{ $name }”。任何人都无法再使用它登录。

### Welcome

welcome-heading = 一个账号，用于您的所有应用
welcome-text = 您只需在此处登录一次。应用会获得一个密钥，只能打开您允许的内容，而绝不会获得您的密码。
welcome-start = 想使用某个应用？请从该应用开始：当它需要知道您是谁时，会将您带到这里。
welcome-sign-in = 登录您的账号

### Continue to the application (form post)

form-post-heading = 正在返回应用
form-post-heading-application = 正在返回 { $application }
form-post-heading-request = 请稍候
form-post-text = 如果没有反应，请按“继续”。
form-post-unsafe = 该应用的地址不安全，因此我们不会继续。

### Errors

error-unknown-client-heading = 此应用未注册
error-unknown-client-text = 将您带到此处的应用未在此服务器上注册。您没有做错任何事。
error-unknown-client-advice = 请告知该应用的运营方。他们需要先注册该应用。

error-redirect-uri-mismatch-heading = 我们无法将您送回该地址
error-redirect-uri-mismatch-text = 该应用要求我们将您送往一个未经约定的地址。为保护您的账号安全，我们在此停止。
error-redirect-uri-mismatch-advice = 请返回该应用并重试。如果此页面再次出现，请告知该应用的运营方。

error-bad-request-heading = 此链接无法使用
error-bad-request-text = 我们收到的请求不完整或已损坏。
error-bad-request-advice = 请返回应用，从那里重新开始。

error-session-expired-heading = 此页面打开的时间过长
error-session-expired-text = 为保障您的安全，此类页面仅在有限时间内有效。未做任何更改。
error-session-expired-advice = 请重新打开该页面，或返回应用，从那里重新开始。

error-cookies-missing-heading = 您的浏览器未发送 Cookie
error-cookies-missing-text = 此页面需要 Cookie，但没有收到。可能是您的浏览器阻止了此网站的 Cookie，或者打开页面后 Cookie 被删除了。未做任何更改。
error-cookies-missing-advice = 请允许此网站使用 Cookie，然后重新开始。

error-other-browser-heading = 此页面属于另一个浏览器
error-other-browser-text = 该页面是在另一个浏览器中、在隐私窗口中，或在此浏览器的 Cookie 被删除之前打开的。未做任何更改。
error-other-browser-advice = 请在您想使用的浏览器中重新开始。

error-form-damaged-heading = 此页面已无法使用
error-form-damaged-text = 表单中包含的某个值不是由此服务器生成的，或已无法识别。地址被截断或服务器经过重新设置时，会出现这种情况。未做任何更改。
error-form-damaged-advice = 请返回应用，从那里重新开始。

error-wrong-address-heading = 您访问的是此服务器的另一个地址
error-wrong-address-text = 打开此页面所用的地址，不是此服务器用于登录的地址。未做任何更改。
error-wrong-address-advice = 请使用正确的地址。如果是某个链接或应用将您带到此处，请告知其运营方。

error-request-expired-heading = 此登录请求已过期
error-request-expired-text = 应用的请求只能使用一次，且仅在短时间内有效。它已过期或已被使用。未做任何更改。
error-request-expired-advice = 请返回应用，从那里重新开始。

error-other-site-heading = 此表单来自另一个网站
error-other-site-text = 为保障您的安全，我们只接受来自我们自己页面的表单。未做任何更改。
error-other-site-advice = 如果这确实是您想做的操作，请自行打开我们的页面，在那里重试。

error-access-denied-heading = 您没有访问权限
error-access-denied-text = 您的账号无权使用此内容。
error-access-denied-advice = 请联系该应用的运营方，请其授予您访问权限。

error-too-many-requests-heading = 请稍候
error-too-many-requests-text = 短时间内请求过多。
error-too-many-requests-advice = 请等待一分钟，然后重试。

error-request-too-large-heading = 一次发送的内容过多
error-request-too-large-text = 请求的大小超出了此服务器可接受的范围。
error-request-too-large-advice = 请返回应用，从那里重新开始。

error-method-not-allowed-heading = 无法以这种方式打开此页面
error-method-not-allowed-text = 地址没有错，但打开的方式不正确。
error-method-not-allowed-advice = 请返回，并使用页面上的按钮。

error-not-found-heading = 此处没有页面
error-not-found-text = 地址可能有拼写错误，或者页面已移动。
error-not-found-advice = 请检查地址，或返回您之前所在的页面。

error-server-error-heading = 我们这边出了问题
error-server-error-text = 这是我们的问题，与您无关。此服务器的运营方可以查看发生了什么。
error-server-error-advice = 请稍后重试。如果问题持续出现，请将下方的参考编号告知他们。

error-unavailable-heading = 我们很快就会恢复
error-unavailable-text = 服务器繁忙或正在维护。未做任何更改。
error-unavailable-advice = 请过一分钟重试。

error-start-again = 重新开始
error-right-address = 前往正确的地址
error-reference = 参考编号
error-developers = 开发者信息
error-developer-error = 错误代码
error-developer-check = 未通过的检查
error-developer-expected = 预期值
error-developer-in-log = 位于服务器日志中带有此参考编号的那一行。
error-developer-seen = 收到的值
error-developer-nothing = （无）

### Forgotten password, registration and links from mails

login-forgot = 忘记密码了？
login-sign-up = 创建账号
forgot-heading = 忘记密码了？
forgot-text = 请输入您的用户名或电子邮箱地址。如果有对应的账号，我们会发送邮件，其中包含用于设置新密码的链接。
forgot-failure-incomplete = 请输入您的用户名或电子邮箱地址。
sign-up-heading = 创建账号
sign-up-text = 请输入您的电子邮箱地址。我们会向您发送邮件，以便您继续操作。
sign-up-address = 电子邮箱地址
sign-up-terms = 我接受服务条款
sign-up-terms-link = 阅读服务条款
sign-up-failure-incomplete = 请输入您的电子邮箱地址。
sign-up-failure-not-an-address = 请输入一个电子邮箱地址，例如 name@example.org。
sign-up-failure-domain = 使用该域名地址的用户无法自行创建账号。请向此服务器的运营方索取邀请。
sign-up-failure-terms = 只有接受服务条款，您才能创建账号。
ask-mail-submit = 发送邮件
ask-mail-failure-too-many = 请求发送的邮件过多。请等待 { $wait }后重试。邮件也可能在您的垃圾邮件文件夹中。
mail-sign-in-heading = 通过邮件登录
mail-sign-in-explanation = 请输入您的用户名或电子邮箱地址。如果有对应的账号，我们会发送邮件，其中包含链接和验证码。
mail-sign-in-confirm = 按下按钮，以 { $address } 的身份登录。

reset-heading = 设置新密码
reset-mail-sent = 如果存在使用该名称的账号，我们已发送邮件。请打开其中的链接，或在此处输入其中的验证码。邮件可能需要几分钟才能送达；也请查看您的垃圾邮件文件夹。
register-heading = 完成注册
register-mail-sent = 邮件已发送。请打开其中的链接，或在此处输入其中的验证码。邮件可能需要几分钟才能送达；也请查看您的垃圾邮件文件夹。
register-name = 您的姓名
invite-heading = 接受邀请
choose-password-label = 新密码
choose-password-hint = 至少 { $count } 个字符。几个互不相关的词语容易记住，也难以猜到。
choose-password-submit = 保存并登录
choose-password-failure-incomplete = 请填写所有字段。
choose-password-failure-too-short = 密码至少需要 { $count } 个字符。
choose-password-failure-too-long = 密码最多可包含 256 个字符。
choose-password-failure-not-text = 密码只能包含字母、文字、数字、标点和空格，不能包含其他字符。
choose-password-failure-like-account = 该密码与您的姓名、地址或此服务的名称过于相似。
choose-password-failure-common = 该密码已为猜测密码的人所知。请另选一个。
mail-code-label = 邮件中的验证码
mail-failure-wrong-code = 这不是邮件中的验证码。请检查后重试；尝试五次后，该验证码将失效。
mail-send-again = 请求新邮件

verify-heading = 验证您的电子邮箱地址
verify-text = { $address } 是您的地址吗？
change-address-heading = 验证您的新电子邮箱地址
change-address-text = 要将 { $address } 用于您的账号吗？
confirm-mail-sent = 邮件已发送。请打开其中的链接，或在此处输入其中的验证码。
link-gone-heading = 此链接已失效
link-gone-text = 它已被使用、时间过久或缺少一部分内容。未做任何更改。您可以请求新的链接。
invitation-gone-text = 该邀请已被使用、时间过久，或链接缺少一部分内容。如果您有账号，请登录。否则，请向邀请您的人索取新的邀请。
mail-other-browser-heading = 请在另一个浏览器中打开此链接
mail-other-browser-text = 为保障您的安全，此链接只能在您请求它时所用的浏览器中使用。请在那里打开链接，或在那里输入邮件中的验证码。
address-verified-heading = 您的电子邮箱地址已验证
address-verified-text = 谢谢。
address-changed-heading = 您的电子邮箱地址已更改
address-changed-text = 从现在起，邮件会发送到您的新地址。
address-taken-heading = 无法使用该地址
address-taken-text = 该地址属于另一个账号。未做任何更改。
mail-off-heading = 此服务器不发送邮件
mail-off-text = 请联系此服务器的运营方：他们可以给您一个链接，用于设置新密码。
sign-up-off-heading = 注册已关闭
sign-up-off-text = 请向此服务器的运营方申请账号。

account-email-none = 您的账号没有电子邮箱地址。
account-email-verify = 发送邮件以验证该地址
account-email-new = 新电子邮箱地址
account-email-about = 我们会向新地址发送邮件。在您打开其中的链接或输入其中的验证码之前，不会有任何更改。您的旧地址会收到通知。
account-email-off = 此服务器不发送邮件，因此您无法在此处更改地址。请联系其运营方。
account-email-failure-same = 这已经是您的地址。
account-email-change = 更改

### Mails

mail-greeting = { $account }，您好：
mail-greeting-unknown = 您好：
mail-lifetime = 该链接在 { $time }内有效，且只能使用一次。
mail-code = 或在要求输入验证码的页面上输入此验证码：
mail-link-plain = 如果按钮无法使用，请将此地址复制到浏览器中：
mail-go-to-sign-in = 前往登录页面

mail-test-subject = 来自 { $host } 的测试邮件
mail-test-text = 这是一封测试邮件。{ $host } 可以向该地址发送邮件。

mail-reset-subject = 设置 { $host } 的新密码
mail-reset-text = 有人请求为您在 { $host } 的账号设置新密码。如果是您本人，请打开链接。
mail-reset-action = 设置新密码
mail-reset-closing = 如果不是您本人，则无需任何操作：您的密码不会改变。请勿将此链接和验证码提供给任何人。

mail-verify-subject = 验证您在 { $host } 的电子邮箱地址
mail-verify-text = 请确认此电子邮箱地址属于您。
mail-verify-action = 验证此地址
mail-verify-closing = 如果您没有账号，则无需任何操作。

mail-change-subject = 验证您在 { $host } 的新电子邮箱地址
mail-change-text = 有人请求将此电子邮箱地址用于 { $host } 的一个账号。如果是您本人，请打开链接。
mail-change-action = 使用此地址
mail-change-closing = 如果不是您本人，则无需任何操作：不会有任何更改。

mail-address-taken-subject = 您在 { $host } 的电子邮箱地址
mail-address-taken-text = 有人使用 { $host } 的另一个账号登录后，试图使用此电子邮箱地址。该地址属于您的账号，因此未做任何更改。

mail-register-subject = 完成在 { $host } 的注册
mail-register-text = 有人使用此电子邮箱地址在 { $host } 开始注册。如果是您本人，请打开链接。
mail-register-action = 继续
mail-register-closing = 如果不是您本人，则无需任何操作：不会创建账号。

mail-registered-subject = 您在 { $host } 已有账号
mail-registered-text = 有人使用此电子邮箱地址在 { $host } 开始注册，但您已有账号。如果是您本人，请直接登录。如果您忘记了密码，请在登录页面上设置新密码。

mail-invite-subject = 邀请您加入 { $host }
mail-invite-text = 您受邀在 { $host } 开设账号。
mail-invite-action = 接受邀请
mail-invite-closing = 如果您不需要账号，则无需任何操作。

mail-sign-in-subject = 您在 { $host } 的登录
mail-sign-in-text = 有人请求登录您在 { $host } 的账号。如果是您本人，请在同一浏览器中打开链接。
mail-sign-in-action = 登录
mail-sign-in-closing = 如果不是您本人，则无需任何操作。请勿将此链接和验证码提供给任何人。

mail-password-changed-subject = 您在 { $host } 的密码已更改
mail-password-changed-text = 您在 { $host } 的账号的密码已更改。
mail-address-changed-subject = 您在 { $host } 的电子邮箱地址已更改
mail-address-changed-text = 您在 { $host } 的账号的电子邮箱地址已更改。
mail-new-device-subject = { $host } 上的新登录
mail-new-device-text = 有人在一个我们不认识的浏览器中使用了您在 { $host } 的账号。
mail-factor-added-subject = 您在 { $host } 的新登录方式
mail-factor-added-text = 您在 { $host } 的账号已添加一种登录方式。
mail-factor-removed-subject = 您在 { $host } 的一种登录方式已移除
mail-factor-removed-text = 您在 { $host } 的账号已移除一种登录方式。
mail-fact-factor = 登录方式
mail-fact-time = 时间
mail-fact-network-address = 网络地址
mail-fact-device = 浏览器
mail-not-me = 如果是您本人，则无需任何操作。如果不是您本人，请立即设置新密码。这会结束所有会话。
mail-not-me-action = 不是我

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = 通过邮件接收验证码
mail-sign-in-sent = 如果存在使用该名称且电子邮箱地址已验证的账号，邮件正在发送途中。请在此处输入其中的验证码，或在此浏览器中打开其中的链接。邮件可能需要几分钟才能送达；也请查看您的垃圾邮件文件夹。
mail-sign-in-other-way = 使用其他方式登录
second-step-mail-code = 包含验证码的邮件正在发往您账号的电子邮箱地址。邮件可能需要几分钟才能送达；也请查看您的垃圾邮件文件夹。
second-step-mail-to-send = 我们会向您账号的电子邮箱地址发送包含验证码的邮件。
second-step-use-mail-code = 使用邮件验证码
second-step-trust = { $time }内不再在此设备上询问
second-step-trust-hint = 请仅在没有其他人使用的设备上选择此项。您可以在账号页面的“设备”中撤销。
trusted-heading = 受信任的设备
trusted-text = 您使用这些浏览器登录时，不需要第二步验证。
trusted-since = 信任开始时间
trusted-last-used = 上次使用
trusted-until = 有效期至
trusted-forget = 在此设备上重新询问
trusted-forgotten = 在该设备上将重新需要第二步验证。
event-device-trusted = 您选择了在一台设备上不再进行第二步验证。
event-device-forgotten = 您选择了在一台设备上重新进行第二步验证。
mail-code-alone = 请在要求输入验证码的页面上输入此验证码：
mail-code-lifetime = 该验证码在 { $time }内有效，且只能使用一次。
mail-confirm-subject = 您在 { $host } 的验证码
mail-confirm-text = 有人正在登录您在 { $host } 的账号。如果是您本人，请输入验证码。
mail-confirm-closing = 如果不是您本人，请设置新密码：有人知道您的密码。请勿将此验证码提供给任何人。
sign-up-failure-reserved = 任何人都无法使用该地址自行创建账号。请向此服务器的运营方索取邀请。
logged-out-provider-text = 您是通过 { $provider } 登录的。您在那里的会话仍在继续。
logged-out-provider = 同时退出 { $provider }
logged-out-provider-failed = 无法从此处结束您在 { $provider } 的会话。请自行在那里退出登录。
profile-required = { $name }（必填）
profile-not-set = 未设置
profile-yes = 是
profile-no = 否
profile-hint-list = 每行填写一项。
profile-hint-number = 数字，例如 7 或 1.5
profile-hint-required = 请填写此项。
account-switch = 切换账号
accounts-heading = 此浏览器中的账号
accounts-signed-out = 已退出登录
accounts-sign-out-of = 退出 { $account }
accounts-sign-out-this = 退出此账号
accounts-sign-out-all = 退出此浏览器中的所有账号
logged-out-others = 其他账号在此浏览器中仍处于登录状态。
logged-out-accounts = 显示其他账号
no-access-heading = 没有访问权限
no-access-text = 此账号无权使用 { $application }。
no-access-ask = 如果您需要访问权限，请联系此服务的运营方。
login-keep = 在此设备上保持登录
no-access-network = 您无法从此网络使用 { $application }。
second-step-passkey = 请使用此账号的通行密钥。设备会要求您验证指纹、面孔或 PIN 码。
second-step-failure-passkey = 未能使用该通行密钥完成验证。请重试，或尝试其他方式。
second-step-passkey-was-added = 您的通行密钥已添加。请立即使用它以继续。
authenticator-use-passkey = 改为添加通行密钥
sign-in-passkey-reason = 登录此网站不能仅凭密码。请立即添加通行密钥。
sign-in-passkey-reason-application = { $application } 要求登录时不能仅凭密码。请立即添加通行密钥。
sign-in-passkey-use-authenticator = 改为添加身份验证器应用
passkey-offer-heading = 下次无需密码即可登录？
passkey-offer-not-now = 暂不
passkey-offer-later = 如果您选择“暂不”，我们不会再次询问。您可以随时在账号页面上添加通行密钥。
event-passkey-offer-declined = 您选择了不添加通行密钥。
passkeys-failure-model = 此网站只接受特定的安全密钥，而此设备未能证明它是其中之一。请使用您组织的安全密钥，并允许浏览器提供其品牌和型号。
account-menu-data = 您的数据
account-about-data = 下载我们保存的关于您的全部数据，或删除您的账号。
data-export-heading = 下载您的数据
data-export-text = 此服务器保存的关于您的全部数据：您的个人资料、登录方式、设备、应用和活动记录。其中不包含密码、密钥和验证码。
data-export-html = 下载以供阅读 (HTML)
data-export-json = 下载以供程序使用 (JSON)
data-deletion-text = 您将在所有地方退出登录。您可以在 14 天内改变主意；之后您的账号将被永久删除。
data-deletion-open = 删除此账号
deletion-heading = 删除您的账号
deletion-text = 如果您删除账号：
deletion-sessions = { $count ->
    [1] 此设备将退出登录
   *[other] 包括此设备在内的 { $count } 台设备将退出登录
  }
deletion-applications = { $count ->
    [0] 没有应用可以访问您的账号
   *[other] { $count } 个应用将失去访问权限
  }
deletion-day = { $day }，此服务器上关于您的全部数据将被永久删除
deletion-return = 如果您在该日期之前改变主意，请登录并选择保留账号。
deletion-export = 您可以先下载您的数据：
deletion-submit = 删除我的账号
deletion-requested-heading = 您的账号将被删除
deletion-requested-text = 您已在所有地方退出登录。您的账号将于 { $day }删除。
deletion-requested-mail = 我们已就此向您发送邮件。
keep-account-heading = 要保留您的账号吗？
keep-account-text = 应您的请求，此账号将于 { $day }删除。只有选择保留账号后，您才会登录。
keep-account-keep = 保留我的账号
keep-account-delete = 按计划删除
event-data-exported = 您下载了您的数据。
event-deletion-requested = 您请求了删除账号。
event-deletion-requested-by-other = 管理员将您的账号标记为待删除。
event-deletion-cancelled = 您保留了账号。
event-deletion-cancelled-by-other = 管理员保留了您的账号。
mail-deletion-requested-subject = 您在 { $host } 的账号将被删除
mail-deletion-requested-text = 有人登录您在 { $host } 的账号后，请求将其删除。在下方所示日期之前，您可以登录并保留账号。
mail-deletion-cancelled-subject = 您在 { $host } 的账号已保留
mail-deletion-cancelled-text = 您在 { $host } 的账号原定将被删除。有人登录该账号并将其保留。
mail-fact-deletion = 删除日期
export-heading = 关于 { $account } 的数据
export-text = 截至 { $time }，{ $host } 保存的关于此账号的全部数据。其中不包含密码、密钥和验证码。
export-nothing = 无。
export-account = 账号
export-sign-in = 登录
export-sessions = 设备
export-consents = 您允许应用的内容
export-grants = 应用的访问权限
export-mail-links = 仍然有效的邮件链接
export-events = 活动记录
export-email-verified = 电子邮箱地址已验证
export-phone-number-verified = 电话号码已验证
export-granted-roles = 已授予的角色
export-disabled = 已停用
export-created-at = 创建时间
export-updated-at = 更改时间
export-password-set = 已设置密码
export-passkey = 您的通行密钥
export-linked-account = 关联的账号
export-failed-sign-ins = 登录失败次数
export-failures-forgotten = 登录失败不再计入前的天数
export-methods = 方式
export-expires-at = 到期时间
export-client-id = 应用 ID
export-application = 应用
export-scope = 权限范围
export-allowed-at = 允许时间
export-audiences = 受众
export-purpose = 用途
export-kind = 类型
export-by = 操作者
export-changed = 更改内容
export-provider = 提供商
export-provider-subject = 提供商处的账号
export-last-used-at = 上次使用
export-synchronised = 已同步
export-left = 剩余
password-failure-breached = 该密码出现在从其他服务窃取的密码列表中。攻击者会最先尝试这些密码。请在此处另选一个，并在您使用该密码的所有其他地方更改密码。
picture-change = 更改头像
picture-alt = 您的头像
picture-none = 您没有头像。
picture-elsewhere = 您的头像位于另一台服务器上。
picture-file = 新头像
picture-hint = PNG、JPEG 或 WebP，最大 8 MB。我们只保留中间的正方形部分，不保留文件中有关地点、时间或相机的任何信息。能查看您个人资料的应用也能看到头像，知道其地址的任何人也能看到。
picture-upload = 保存头像
picture-remove = 移除头像
picture-saved = 您的头像已保存。
picture-removed = 您的头像已移除。
picture-failure-missing = 请先选择文件。
picture-failure-too-large = 该文件过大。头像最大为 8 MB。
picture-failure-too-many-pixels = 该图片的像素过多。每边最多 10,000 像素，总计最多 5000 万像素。
picture-failure-format = 该文件不是 PNG、JPEG 或 WebP 图片。
picture-failure-damaged = 该图片已损坏。请用其他程序打开并重新保存。
picture-failure-busy = 正在保存的头像过多。请稍后重试。
terms-heading = 服务条款已更改
terms-text = 请阅读服务条款（版本 { $version }），并接受这些条款以继续。
terms-decline = 我不接受
event-terms-accepted = 您接受了服务条款。
event-claims-previewed = 管理员查看了应用获得的您的数据：{ $application }
export-accepted-terms = 已接受的服务条款

### Terms at the first sign-in

terms-heading-first = 接受服务条款

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = 您在 { $host } 的新恢复代码
mail-recovery-codes-made-text = 已为您在 { $host } 的账号生成新的恢复代码。旧的恢复代码已失效。
mail-recovery-code-used-subject = 您在 { $host } 的一个恢复代码已被使用
mail-recovery-code-used-text = 您的一个恢复代码已被用于登录您在 { $host } 的账号。
mail-account-linked-subject = { $host } 上已关联一个账号
mail-account-linked-text = 其他提供商的一个账号已关联到您在 { $host } 的账号。现在可以用它登录。
mail-account-unlinked-subject = { $host } 上已取消关联一个账号
mail-account-unlinked-text = 其他提供商的一个账号已与您在 { $host } 的账号取消关联。不能再用它登录。

### Places of addresses, and the way to the console

place-estimated = { $place }（估计）
mail-fact-place = 地点
account-console = 管理
account-about-console = 用户、应用和服务器设置。
