/// OAuth 2.0 for a program without a web site: asking the owner in the browser (RFC 6749 4.1, RFC
/// 7636, RFC 8252), and keeping the tokens alive. Requests are built and answers read by Nimbus'
/// library; they travel by our own `http`.
@NullMarked
package org.tidings.oauth;

import org.jspecify.annotations.NullMarked;
