package org.gridauthz.web.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bodies of at most {@value #MAX} bytes, whether they announce their length or not. */
final class BodyLimit extends OncePerRequestFilter {
    /** Room for the largest policy document. */
    static final int MAX = 4 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() > MAX) {
            Bodies.write(tooLarge().problem(), response);
        } else {
            chain.doFilter(request.getContentLengthLong() < 0 ? new Bounded(request) : request, response);
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(ErrorCode.BODY_TOO_LARGE, "at most " + MAX + " bytes");
    }

    /** A request without a length. */
    private static final class Bounded extends HttpServletRequestWrapper {
        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private long left = MAX;

        Counted(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            return count(one, one < 0 ? 0 : 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            return count(read, Math.max(read, 0));
        }

        private int count(int result, int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
            return result;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
