package dev.greenroom.localcloud.loadbalancing;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.CompletableFuture;

/** Waits for the whole answer to a health check, so that the target can finish it; only its status matters. */
final class HealthAnswer extends SimpleChannelInboundHandler<HttpObject> {
    private final CompletableFuture<CheckResult> result;
    private CheckResult seen = new CheckResult.Failed();

    HealthAnswer(CompletableFuture<CheckResult> result) {
        this.result = requireNonNull(result, "result is null");
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            result.complete(new CheckResult.Failed());
            return;
        }
        if (part instanceof HttpResponse response && response.status().code() >= 200) {
            seen = new CheckResult.Answered(response.status().code());
        }
        if (part instanceof LastHttpContent && seen instanceof CheckResult.Answered) {
            result.complete(seen);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        result.complete(new CheckResult.Failed());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        result.complete(new CheckResult.Failed());
    }
}
