/** What every REST interface of the suite shares: who calls with which rights, strict and bounded bodies, error answers. */
@NullMarked
package org.gridauthz.web.rest;

import org.jspecify.annotations.NullMarked;
