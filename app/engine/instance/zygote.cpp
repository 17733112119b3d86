// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/zygote.h"
#include <unistd.h>

namespace scfdesk {

Zygote::Zygote(Reactor& reactor, uint32_t birth, Calls calls)
    : m_calls(std::move(calls)),
      m_process(reactor, birth, {[this] { m_calls.up(); }, [this] { lose(); }}),
      m_link(reactor, {[](const BirthLink::Hello& hello) {  // a zygote sends none
                         if (hello.users >= 0) close(hello.users);
                       },
                       [this](uint32_t child, const BirthEnds& ends) {
                         m_proved = true;
                         m_pending.erase(child);
                         m_calls.born(child, ends);
                       },
                       [this](uint32_t child, const QByteArray& text) {
                         if (m_pending.erase(child)) m_calls.notBorn(child, text);
                       },
                       [this] { lose(); }}) {}

Zygote::~Zygote() = default;

void Zygote::bornItself(const BirthEnds& ends) {
  BirthEnds own = ends;
  m_link.open(std::exchange(own.control, -1));
  m_process.born(own);
}

void Zygote::fork(uint32_t birth, QByteArray packet, int code) {
  m_pending.insert(birth);
  m_link.send(std::move(packet), code);
}

void Zygote::lose() {
  const Calls calls = m_calls;
  const auto pending = takePending();
  calls.gone();
  for (const uint32_t birth : pending) calls.orphan(birth);
}

}  // namespace scfdesk
