// A queue between two processes: Agrona's one-to-one ring buffer in a shared region. In two terminals:
//   ./shm run examples/ring-buffer.main.kts KEY consume 1000
//   ./shm run examples/ring-buffer.main.kts KEY produce 1000
@file:DependsOn("org.agrona:agrona:1.23.1")

import org.agrona.concurrent.MessageHandler
import org.agrona.concurrent.UnsafeBuffer
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TRAILER_LENGTH
import kotlin.system.exitProcess

if (args.size != 3) {
    System.err.println("usage: ./shm run examples/ring-buffer.main.kts KEY produce|consume COUNT")
    exitProcess(2)
}
val (key, role, count) = args
val messages = count.toInt()

// A power of two for the messages, and a trailer for the positions of the two. Whoever comes first creates the region,
// all zeros, which is an empty ring. The ring needs no lock: there is one producer and one consumer.
val region = shm(key).size(64L * 1024 + TRAILER_LENGTH).open()
val ring = OneToOneRingBuffer(UnsafeBuffer(region.buffer()))

when (role) {
    "produce" -> {
        val message = UnsafeBuffer(ByteArray(Long.SIZE_BYTES))
        for (number in 1L..messages) {
            message.putLong(0, number)
            while (!ring.write(1, message, 0, Long.SIZE_BYTES)) {
                Thread.onSpinWait() // the consumer is behind by a full ring
            }
        }
        println("produced $messages messages")
    }
    "consume" -> {
        var received = 0
        var sum = 0L
        val handler =
            MessageHandler { _, buffer, index, _ ->
                received++
                sum += buffer.getLong(index)
            }
        while (received < messages) {
            if (ring.read(handler) == 0) {
                LockSupport.parkNanos(100_000)
            }
        }
        println("consumed $received messages, their sum is $sum")
        region.unlink()
    }
    else -> error("produce or consume, not $role")
}
region.close()
